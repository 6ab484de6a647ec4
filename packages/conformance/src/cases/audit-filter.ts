import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Body } from '../wire/answer.ts';
import { auditsAt, instantOf } from './audit-records.ts';
import { entitiesOf } from './entity-tie-writes.ts';

const HOUR = 3_600_000;

/** An open run under which one entity was created and changed, and after a moment another created. */
async function eventfulRun(lab: Lab): Promise<string> {
  const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
  const all = entitiesOf(blueprint);
  const [one, two] = [lab.name('one'), lab.name('two')];
  const create = (identifier: string) =>
    expectStatus(201, lab.post(`${all}?upsert=false&run_id=${run}`, { identifier, properties: {} }));
  await create(one);
  await expectStatus(200, lab.patch(`${all}/${one}?run_id=${run}`, { title: 'changed' }));
  await lab.pause(20);
  await create(two);
  await lab.settled();
  if ((await lab.affected(run, 3)).length < 3) throw new Untestable('what was tied to a run is not audited');
  return run;
}

const iso = (instant: number) => encodeURIComponent(new Date(instant).toISOString());
const shown = (records: readonly Body[]) => records.map((record) => JSON.stringify(record)).sort();

export const auditFilterChecks: readonly Check[] = [
  {
    id: 'AUDIT-005',
    needs: ['entities', 'actions-admin'],
    run: async (lab) => {
      const run = await eventfulRun(lab);
      const all = await auditsAt(lab, `run_id=${run}`);
      const keeps = async (query: string, kept: (record: Body) => boolean) => {
        const found = await auditsAt(lab, `run_id=${run}&${query}`);
        expectEqual(shown(found), shown(all.filter(kept)), `${query} keeps what it says of a run's records`);
      };
      for (const action of ['CREATE', 'UPDATE', 'DELETE']) {
        await keeps(`action=${action}`, (record) => record.action === action);
      }
      for (const status of ['SUCCESS', 'FAILURE']) {
        await keeps(`status=${status}`, (record) => record.status === status);
      }
      // The server's own times: its clock may not be ours.
      const { createdAt } = await lab.readRun(run);
      const start = Date.parse(String(createdAt));
      const instants = all.map(instantOf).filter((instant) => !Number.isNaN(instant));
      const [first, last] = [Math.min(start, ...instants), Math.max(start, ...instants)];
      if (Number.isNaN(start)) throw new Untestable('a run does not say when it was created');
      const [before, after] = [iso(first - HOUR), iso(last + HOUR)];
      await keeps(`from=${before}&to=${after}`, () => true);
      await keeps(`from=${after}`, () => false);
      await keeps(`to=${before}`, () => false);
      const [late, between] = [last - 1, iso(last - 1)];
      const clear = instants.length === all.length && instants.every((instant) => instant !== late);
      if (clear && first < late) {
        await keeps(`from=${between}`, (record) => instantOf(record) > late);
        await keeps(`to=${between}`, (record) => instantOf(record) < late);
      } else lab.note('no instant lies between two records: from and to were tried around all of them');
      await keeps(
        `resources=entity&action=CREATE&status=SUCCESS&from=${before}&to=${after}`,
        (record) =>
          record.resourceType === 'entity' && record.action === 'CREATE' && record.status === 'SUCCESS',
      );
      await keeps(`action=CREATE&to=${before}`, () => false);
      for (const bad of ['from=x', 'to=yesterday', 'from=2030-13-01T00:00:00Z', 'status=NOPE']) {
        await expectRefused(lab.get(`/audit-log?limit=1&${bad}`), 422);
      }
    },
  },
  {
    id: 'AUDIT-006',
    run: async (lab) => {
      const run = await lab.openRun();
      const recorded = (count: number) =>
        lab.eventually(
          () => auditsAt(lab, `resources=run&run_id=${run}`),
          (found) => found.length >= count,
        );
      const created = (await recorded(1)).length;
      expectThat(created > 0, "a run's creation is audited under resources=run", created);
      await expectStatus(200, lab.patch(`/actions/runs/${run}`, { status: 'SUCCESS' }));
      const ended = (await recorded(created + 1)).length;
      expectThat(ended > created, "a run's end is audited under resources=run", ended);
    },
  },
];
