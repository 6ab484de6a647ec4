import type { Check } from '../check/check.ts';
import { expectRefused, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { expectInvalid, postLog } from './run-log-lines.ts';

/** Wrong values are objects where they can be, so that no conversion to text makes them right. */
const withoutMessage = [
  {},
  { message: {} },
  { terminationStatus: 'SUCCESS' },
  { statusLabel: 'no message' },
  { message: {}, terminationStatus: 'SUCCESS', statusLabel: 'no message' },
];

const wrongEndings = ['IN_PROGRESS', 'DECLINED', 'success', '', {}].map((terminationStatus) => ({
  message: 'a wrong end',
  terminationStatus,
}));

async function changesNothing(lab: Lab, bodies: readonly object[]): Promise<void> {
  const run = await lab.openRun();
  await lab.unchanged(run, async () => {
    for (const body of bodies) await expectInvalid(postLog(lab, run, body), `a log ${JSON.stringify(body)}`);
  });
}

export const runLogInvalidChecks: readonly Check[] = [
  { id: 'RUN-LOG-003', run: (lab) => changesNothing(lab, withoutMessage) },
  { id: 'RUN-LOG-004', run: (lab) => changesNothing(lab, wrongEndings) },
  {
    id: 'RUN-LOG-005',
    run: async (lab) => {
      const run = await lab.openRun();
      const body = { message: 'with an unknown key', zz: 1 };
      const answer = await postLog(lab, run, body);
      if (lab.live && answer.status < 300) {
        lab.tolerated('C12', 'an unknown key in the body of a log is taken');
        return;
      }
      await expectRefused(answer, 422);
      await lab.settled();
      const lines = await lab.messages(run);
      expectThat(!lines.includes(body.message), 'a log with an unknown key is not appended', lines);
    },
  },
];
