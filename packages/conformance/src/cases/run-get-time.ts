import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { RunBody } from '../wire/bodies.ts';
import { instantOf } from './run-get-instant.ts';
import { patched } from './run-patch-request.ts';

const FIVE_MINUTES = 300_000;

/** When a run was created, changed, ended. */
export const runGetTimeChecks: readonly Check[] = [
  {
    id: 'RUN-GET-004',
    run: async (lab) => {
      const id = await lab.openRun();
      const fresh = await lab.readRun(id);
      expectOrder(fresh);
      // With a clock of its own a target need not tell the time of this machine.
      const skew = instantOf(fresh.createdAt, 'createdAt') - Date.now();
      const near = Math.abs(skew) <= FIVE_MINUTES || lab.has('clock');
      lab.should(
        near,
        `createdAt of a new run is near this machine's clock, not ${Math.round(skew / 1000)} s away`,
      );
      await patched(lab, id, { summary: 'changed' });
      expectOrder(await lab.runWhen(id, ({ summary }) => summary === 'changed'));
    },
  },
  {
    id: 'RUN-GET-005',
    run: async (lab) => {
      const id = await lab.openRun();
      const expectNotEnded = async () => {
        for (const version of ['v1', 'v2'] as const) {
          const { status, endedAt } = await lab.readRun(id, version);
          expectEqual(status, 'IN_PROGRESS', 'the run is still in progress');
          expectEqual(
            endedAt ?? null,
            null,
            `endedAt is null or absent while a run is IN_PROGRESS (${version})`,
          );
        }
      };
      await expectNotEnded();
      await patched(lab, id, { statusLabel: 'half way', link: 'https://ci.example/1' });
      const labelled = { message: 'a line', statusLabel: 'nearly there' };
      await expectStatus(201, lab.post(`/actions/runs/${id}/logs`, labelled));
      await lab.runWhen(id, ({ statusLabel }) => statusLabel === labelled.statusLabel);
      await expectNotEnded();
    },
  },
  {
    id: 'RUN-GET-006',
    run: async (lab) => {
      for (const id of [await lab.endedRun('patch', 'FAILURE'), await lab.endedRun('log')]) {
        const first = await lab.readRun(id);
        const ended = instantOf(first.endedAt, 'endedAt of a run that has ended');
        const created = instantOf(first.createdAt, 'createdAt');
        expectThat(ended >= created, 'endedAt is not before createdAt', [first.createdAt, first.endedAt]);
        // What these are answered with is another sentence's matter.
        await lab.pause(5);
        await lab.patch(`/actions/runs/${id}`, { status: 'SUCCESS' });
        await lab.post(`/actions/runs/${id}/logs`, { message: 'again', terminationStatus: 'FAILURE' });
        await lab.settled();
        const { endedAt } = await lab.readRun(id);
        expectEqual(endedAt, first.endedAt, 'endedAt never changes again');
      }
    },
  },
];

function expectOrder({ createdAt, updatedAt }: RunBody): void {
  const ordered = instantOf(createdAt, 'createdAt') <= instantOf(updatedAt, 'updatedAt');
  expectThat(ordered, 'createdAt is not after updatedAt', [createdAt, updatedAt]);
}
