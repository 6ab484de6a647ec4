import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { runIn } from '../wire/bodies.ts';
import { instantOf } from './run-get-instant.ts';
import { details, patched, patchRun, withoutStamps } from './run-patch-request.ts';

/** What a PATCH is answered with, and what it leaves behind of itself. */
export const runPatchAnswerChecks: readonly Check[] = [
  {
    id: 'RUN-PATCH-017',
    run: async (lab) => {
      const id = await lab.openRun();
      const updates = [
        ['v1', details],
        ['v2', { ...details, summary: 'new' }],
        ['v1', { link: 'https://ci.example/one' }],
        ['v2', { status: 'SUCCESS' }],
      ] as const;
      for (const [version, body] of updates) {
        const path = `/actions/runs/${id}?version=${version}`;
        const answered = runIn(await expectStatus(200, lab.patch(path, body)));
        const read = await lab.runWhen(id, (run) => isDeepStrictEqual(run, answered), version);
        const what = `the answer to PATCH is the run as a read in ${version} then shows it`;
        expectEqual(withoutStamps(answered), withoutStamps(read), what);
        const stamped = answered.updatedAt === read.updatedAt && answered.updatedBy === read.updatedBy;
        lab.should(
          stamped,
          `updatedAt and updatedBy in the answer to PATCH are those of the read (${version})`,
        );
      }
    },
  },
  {
    id: 'RUN-PATCH-019',
    run: async (lab) => {
      const id = await lab.openRun();
      const before = withoutStamps(await patched(lab, id, details));
      await lab.settled();
      const read = withoutStamps(await lab.readRun(id));
      expectEqual(withoutStamps(await patched(lab, id, {})), before, '{} changes nothing: in the answer');
      await lab.settled();
      expectEqual(withoutStamps(await lab.readRun(id)), read, '{} changes nothing: in a read');
    },
  },
  {
    id: 'RUN-PATCH-020',
    run: async (lab) => {
      const id = await lab.openRun();
      let before = await lab.readRun(id);
      const caller = before.createdBy;
      for (const body of [{ statusLabel: 'half way' }, { status: 'SUCCESS' }]) {
        // Clocks of a millisecond cannot tell apart what happens within one.
        await lab.pause(5);
        const after = await patched(lab, id, body);
        const moved = instantOf(after.updatedAt, 'updatedAt') > instantOf(before.updatedAt, 'updatedAt');
        expectThat(moved, 'an update moves updatedAt forward', [before.updatedAt, after.updatedAt]);
        expectEqual(after.updatedBy, caller, 'an update names the caller in updatedBy');
        before = after;
      }
      await expectCallerNamed(lab, caller);
    },
  },
];

/** Where the target has a second caller: what that one began and ours updated. */
async function expectCallerNamed(lab: Lab, caller: unknown): Promise<void> {
  if (lab.target.others === undefined || lab.target.others.length === 0) return;
  const token = await lab.otherToken(0);
  const path = `/actions/${encodeURIComponent(await lab.action())}/runs`;
  const executed = await lab.post(path, { properties: {} }, { token });
  if (executed.status !== 202) return;
  const { id, createdBy } = runIn(executed);
  const updated = await lab.eventually(
    () => patchRun(lab, id, { summary: 'by another caller' }),
    ({ status }) => status === 200,
  );
  if (updated.status !== 200 || createdBy === caller) return;
  expectEqual(runIn(updated).updatedBy, caller, 'an update names the caller, not who began the run');
}
