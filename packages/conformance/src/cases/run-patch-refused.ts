import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectThat } from '../check/expect.ts';
import { schemaProblem } from '../wire/schema.ts';
import { details, expectInvalid, patched, patchRun } from './run-patch-request.ts';

const otherStatuses = ['IN_PROGRESS', 'WAITING_FOR_APPROVAL', 'DECLINED', 'success', '', 'DONE', {}];

/** Objects and lists for texts, so that no turning of one type into another hides it. */
const wronglyTyped = [
  { statusLabel: {} },
  { summary: [] },
  { link: {} },
  { link: [{}] },
  { externalRunId: {} },
];

/** What a PATCH must not say. */
export const runPatchRefusedChecks: readonly Check[] = [
  {
    id: 'RUN-PATCH-003',
    run: async (lab) => {
      const id = await lab.openRun();
      await lab.unchanged(id, async () => {
        for (const status of otherStatuses) await expectInvalid(lab, id, { status });
      });
      await patched(lab, id, { statusLabel: 'still open' });
    },
  },
  {
    id: 'RUN-PATCH-014',
    run: async (lab) => {
      const id = await lab.openRun();
      await patched(lab, id, { statusLabel: 'before' });
      await lab.settled();
      const before = await lab.readRun(id);
      const answer = await patchRun(lab, id, { statusLabel: 'x', zz: 1 });
      if (lab.live && answer.status === 200) {
        lab.tolerated('C12', 'a PATCH with an unknown key was taken, where 422 is documented');
        return;
      }
      await expectRefused(answer, 422);
      await lab.settled();
      expectEqual(await lab.readRun(id), before, 'an unknown key changes nothing of the run');
    },
  },
  {
    id: 'RUN-PATCH-015',
    run: async (lab) => {
      const id = await lab.openRun();
      await patched(lab, id, details);
      await lab.unchanged(id, async () => {
        for (const wrong of wronglyTyped) await expectInvalid(lab, id, wrong);
      });
    },
  },
  {
    id: 'RUN-PATCH-016',
    run: async (lab) => {
      const id = `r_${lab.name('none').replaceAll('-', '')}`;
      for (const body of [{ statusLabel: 'x' }, { status: 'SUCCESS' }]) {
        const refusal = await expectRefused(patchRun(lab, id, body), 404);
        const problem = await schemaProblem('error-with-message', refusal);
        expectThat(problem === undefined, 'the 404 has ok, error and message', problem);
      }
    },
  },
  {
    id: 'RUN-PATCH-018',
    run: async (lab) => {
      const id = await lab.openRun();
      await patched(lab, id, details);
      await lab.unchanged(id, async () => {
        for (const bad of [{ status: 'NOPE' }, { link: {} }])
          await expectInvalid(lab, id, { summary: 'new', ...bad });
      });
    },
  },
];
