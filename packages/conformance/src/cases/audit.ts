import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { auditFilterChecks } from './audit-filter.ts';
import { auditsAt, contextOf, namesRun } from './audit-records.ts';
import { entitiesOf } from './entity-tie-writes.ts';

const kinds = ['blueprint', 'entity', 'run', 'webhook', 'scorecard', 'action', 'integration'];

/** These checks only read: what there is to keep or to leave out is made at a target of its own, where there is one. */
async function withRecords(lab: Lab): Promise<Lab> {
  if (!lab.target.open) return lab;
  const own = await lab.fresh({});
  const run = await own.openRun();
  if (own.has('entities')) {
    const path = `${entitiesOf(await own.sharedBlueprint())}?upsert=false&run_id=${run}`;
    await expectStatus(201, own.post(path, { identifier: own.name('tied'), properties: {} }));
  }
  await own.settled();
  return own;
}

const reads: readonly Check[] = [
  {
    id: 'AUDIT-001',
    run: async (lab) => {
      const audits = await auditsAt(await withRecords(lab), 'limit=1');
      lab.should(audits.length <= 1, `limit=1 gives one record at most: ${audits.length}`);
    },
  },
  {
    id: 'AUDIT-002',
    smoke: true,
    needs: ['entities', 'actions-admin'],
    run: async (lab) => {
      const [blueprint, run, other] = await Promise.all([
        lab.sharedBlueprint(),
        lab.openRun(),
        lab.openRun(),
      ]);
      const create = (identifier: string, query: string) =>
        expectStatus(
          201,
          lab.post(`${entitiesOf(blueprint)}?upsert=false${query}`, { identifier, properties: {} }),
        );
      const [own, others, none] = [lab.name('own'), lab.name('others'), lab.name('none')];
      await create(own, `&run_id=${run}`);
      await create(others, `&run_id=${other}`);
      await create(none, '');
      await lab.settled();
      const audits = await lab.eventually(
        () => auditsAt(lab, `run_id=${run}`),
        (found) => found.some((record) => contextOf(record).entity === own),
      );
      const entities = audits.map((record) => contextOf(record).entity);
      expectThat(entities.includes(own), 'run_id keeps the records of that run', audits);
      for (const record of audits) expectThat(namesRun(record, run), 'run_id keeps no other record', record);
      const unknown = await auditsAt(lab, `run_id=r_${lab.name('none')}`);
      expectEqual(unknown, [], 'no record is of a run that there is not');
    },
  },
  {
    id: 'AUDIT-003',
    run: async (lab) => {
      const own = await withRecords(lab);
      const found = async (...resources: readonly string[]) => {
        const query = resources.map((resource) => `&resources=${resource}`).join('');
        return (await auditsAt(own, `limit=20${query}`)).map(({ resourceType }) => resourceType);
      };
      const keepsOnly = async (...resources: readonly string[]) => {
        const strange = (await found(...resources)).filter((type) => !resources.includes(String(type)));
        expectEqual(strange, [], `resources=${resources.join(' and ')} keeps only records of that kind`);
      };
      for (const kind of kinds) await keepsOnly(kind);
      await keepsOnly('entity', 'run');
      await expectStatus(200, lab.get(`/audit-log?limit=1&resources=${kinds.join('&resources=')}`));
      if (own !== lab && own.has('entities')) {
        expectThat((await found('entity')).length > 0, 'resources=entity keeps the records of entities');
      }
      await expectRefused(lab.get('/audit-log?limit=1&resources=nope'), 422);
      await expectRefused(lab.get('/audit-log?limit=1&resources=entity&resources=nope'), 422);
    },
  },
  {
    id: 'AUDIT-004',
    run: async (lab) => {
      const own = await withRecords(lab);
      for (const fields of [['context'], ['action', 'identifier', 'resourceType']]) {
        const query = fields.map((field) => `&includes=${field}`).join('');
        const audits = await auditsAt(own, `limit=20${query}`);
        const keys = [...new Set(audits.flatMap((record) => Object.keys(record)))].sort();
        if (audits.length === 0) lab.note('the audit log is empty: nothing to keep or to leave out');
        else expectEqual(keys, fields, `includes=${fields.join(' and ')} keeps only the fields named`);
      }
    },
  },
];

export const auditChecks: readonly Check[] = [...reads, ...auditFilterChecks];
