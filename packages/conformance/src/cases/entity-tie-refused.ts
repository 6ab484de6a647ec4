import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused } from '../check/expect.ts';
import { Finding, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { approvalRun, decided, WAITING } from './approval-runs.ts';
import {
  entityNow,
  everyWrite,
  type TiedWrite,
  tiedWrites,
  type WriteKind,
  writesOf,
} from './entity-tie-writes.ts';

const refused = (status: number) => status >= 400 && status < 500;

/** Every write is tried under each run (by its state), and none may be found under it, whatever was answered. */
async function expectNotTied(lab: Lab, runs: Readonly<Record<string, string>>): Promise<void> {
  const blueprint = await lab.sharedBlueprint();
  const tries = await Promise.all(
    Object.values(runs).map(async (run) => ({
      run,
      writes: await tiedWrites(lab, blueprint, everyWrite(lab)),
    })),
  );
  await lab.unchanged(Object.values(runs), () =>
    Promise.all(tries.map(({ run, writes }) => Promise.all(writes.map((write) => write.send(run))))),
  );
  for (const [state, run] of Object.entries(runs)) {
    expectEqual(await lab.affected(run), [], `no change is recorded under a run that is ${state}`);
  }
}

async function expectLeftAlone(lab: Lab, blueprint: string, write: TiedWrite): Promise<void> {
  const after = await entityNow(lab, blueprint, write.identifier);
  expectEqual(after, write.before, `a refused ${write.what} leaves the entity as it was`);
}

export const entityTieRefusedChecks: readonly Check[] = [
  {
    id: 'ENT-TIE-005',
    smoke: true,
    needs: ['audit'],
    run: async (lab) => {
      const [SUCCESS, FAILURE] = await Promise.all([
        lab.endedRun('patch', 'SUCCESS'),
        lab.endedRun('log', 'FAILURE'),
      ]);
      await expectNotTied(lab, { SUCCESS, FAILURE });
    },
  },
  {
    id: 'ENT-TIE-006',
    run: async (lab) => {
      const lite = lab.mode === 'lite';
      const [blueprint, ...runs] = await Promise.all([
        lab.sharedBlueprint(),
        lab.endedRun('patch', 'SUCCESS'),
        ...(lite ? [] : [lab.endedRun('log', 'FAILURE')]),
      ]);
      const kinds: readonly WriteKind[] = lite ? ['POST', 'PUT', 'PATCH'] : writesOf(lab);
      for (const run of runs) {
        for (const write of await tiedWrites(lab, blueprint, kinds)) {
          const answer = await write.send(run);
          if (write.what === 'DELETE') {
            // No text says what becomes of a deletion.
            lab.note(`DELETE tied to an ended run: ${answer.status}`);
            continue;
          }
          const { error } = await expectRefused(answer, answer.status === 422 ? 422 : 400);
          expectEqual(
            error,
            'run_exhausted',
            `the code of a refused ${write.what} that is tied to an ended run`,
          );
          if (answer.status === 422) lab.tolerated('C4', `${write.what}: 422 where 400 is documented`);
        }
      }
    },
  },
  {
    id: 'ENT-TIE-007',
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.endedRun('patch', 'SUCCESS')]);
      const writes = await tiedWrites(lab, blueprint, writesOf(lab));
      const answers = await Promise.all(
        writes.map(async (write) => ({ write, status: (await write.send(run)).status })),
      );
      const judged = answers.filter(({ status }) => refused(status));
      for (const { write, status } of answers) {
        if (!refused(status)) lab.note(`${write.what} tied to an ended run is not refused: ${status}`);
      }
      if (judged.length === 0) throw new Untestable('no tie to an ended run is refused');
      await lab.settled();
      for (const { write } of judged) await expectLeftAlone(lab, blueprint, write);
    },
  },
  {
    id: 'ENT-TIE-008',
    needs: ['approval', 'audit'],
    run: async (lab) => {
      const [waiting, DECLINED] = await Promise.all([approvalRun(lab), approvalRun(lab)]);
      await decided(lab, DECLINED, 'DECLINE');
      const { status } = await lab.runWhen(DECLINED, (run) => run.status === 'DECLINED');
      if (status !== 'DECLINED') throw new Untestable(`a declined run is ${String(status)}`);
      await expectNotTied(lab, { [WAITING]: waiting, DECLINED });
    },
  },
  {
    id: 'ENT-TIE-009',
    run: async (lab) => {
      const blueprint = await lab.sharedBlueprint();
      const run = `r_${lab.name('none')}`;
      const writes = await tiedWrites(lab, blueprint, writesOf(lab));
      for (const write of writes) {
        const answer = await write.send(run);
        if (!refused(answer.status)) {
          throw new Finding(`${write.what} with an unknown run_id is refused`, '4xx', answer.status);
        }
        if (answer.status !== 404) lab.note(`${write.what} with an unknown run_id: ${answer.status}`);
      }
      await lab.settled();
      for (const write of writes) await expectLeftAlone(lab, blueprint, write);
    },
  },
];
