import assert from 'node:assert/strict';
import type { AuditQuery, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { auditFilters, auditVariety } from '../support/audit-variety.ts';
import { land } from '../support/commits.ts';
import { anEntity } from '../support/documents.ts';
import { at } from '../support/instants.ts';
import { anAudit } from '../support/records.ts';
import { same } from '../support/same.ts';

type Filter = Omit<AuditQuery, 'limit'>;

async function ids(store: Store, query: Filter, limit = 1000): Promise<readonly string[]> {
  return (await store.audits({ ...query, limit })).map(({ id }) => id);
}

export function audits(it: Case): void {
  it('keep a record whole', async ({ store }) => {
    const before = anEntity('before', { team: ['core'], relations: { owner: null } });
    const audit = anAudit('a', {
      resource: 'entity',
      change: 'UPDATE',
      by: { id: 'bob' },
      context: { run: 'r_1', blueprint: 'service', entity: 'checkout' },
      before,
      after: { ...before, title: 'after' },
    });
    await land(store, { audits: [audit] });
    same(await store.audits({ limit: 10 }), [audit]);
  });

  it('are newest first, and of one instant the last id first, whenever each was committed', async ({
    store,
  }) => {
    for (const [id, milliseconds] of [
      ['c', 5],
      ['a', 9],
      ['b', 5],
      ['B', 5],
      ['d', 1],
      ['10', 5],
      ['9', 5],
    ] as const) {
      await land(store, { audits: [anAudit(id, { at: at(milliseconds), context: { run: 'r_1' } })] });
    }
    const order = ['a', 'c', 'b', 'B', '9', '10', 'd'];
    assert.deepEqual(await ids(store, {}), order);
    assert.deepEqual(await ids(store, { run: 'r_1' }), order);
  });

  it('are no more than the limit says, the newest of them', async ({ store }) => {
    const all = await auditVariety(store);
    for (const limit of [1, 2, 47, 48, 49]) {
      assert.deepEqual(
        await ids(store, {}, limit),
        all.slice(0, limit).map(({ id }) => id),
      );
    }
    const ofRun = all.filter(({ context }) => context.run === 'r_1').map(({ id }) => id);
    assert.deepEqual(await ids(store, { run: 'r_1' }, 3), ofRun.slice(0, 3));
  });

  for (const [name, [query, passes]] of Object.entries(auditFilters)) {
    it(`by ${name} have those that it lets through`, async ({ store }) => {
      const all = await auditVariety(store);
      const expected = all.filter(passes).map(({ id }) => id);
      assert.ok(expected.length > 0 && expected.length < all.length);
      assert.deepEqual(await ids(store, query), expected);
    });
  }

  it('by two filters have those that both let through', async ({ store }) => {
    const all = await auditVariety(store);
    const pairs = Object.values(auditFilters).flatMap((one) =>
      Object.values(auditFilters).map((two) => [one, two] as const),
    );
    for (const [[one, passesOne], [two, passesTwo]] of pairs) {
      const query = { ...one, ...two };
      // Where both name the same filter, the second is asked for.
      const keys = new Set([...Object.keys(one), ...Object.keys(two)]);
      const overlap = keys.size < Object.keys(one).length + Object.keys(two).length;
      if (overlap) continue;
      const expected = all.filter((audit) => passesOne(audit) && passesTwo(audit)).map(({ id }) => id);
      assert.deepEqual(await ids(store, query), expected, JSON.stringify(query));
    }
  });

  it('include both ends of their range, to the millisecond', async ({ store }) => {
    await land(store, { audits: [1, 2, 3].map((each) => anAudit(`a_${each}`, { at: at(each) })) });
    assert.deepEqual(await ids(store, { from: at(2) }), ['a_3', 'a_2']);
    assert.deepEqual(await ids(store, { to: at(2) }), ['a_2', 'a_1']);
    assert.deepEqual(await ids(store, { from: at(2), to: at(2) }), ['a_2']);
    assert.deepEqual(await ids(store, { from: at(3), to: at(1) }), []);
  });

  it('of no resource are none', async ({ store }) => {
    await auditVariety(store);
    assert.deepEqual(await ids(store, { resources: [] }), []);
    assert.deepEqual(await ids(store, { resources: [], run: 'r_1' }), []);
  });

  it('by what nobody did are none', async ({ store }) => {
    await auditVariety(store);
    const nobody = [
      { id: 'a_99' },
      { run: 'r_' },
      { entity: 'E_1' },
      { blueprint: 'serv' },
      { change: 'delete' },
    ];
    for (const query of nobody) assert.deepEqual(await ids(store, query), [], JSON.stringify(query));
  });

  it('name runs and entities that need not be there', async ({ store }) => {
    await land(store, { audits: [anAudit('a', { context: { run: 'nowhere', entity: 'nothing' } })] });
    assert.equal(await store.run('nowhere'), undefined);
    assert.deepEqual(await ids(store, { run: 'nowhere', entity: 'nothing' }), ['a']);
  });
}
