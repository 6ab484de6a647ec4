import type { Check } from '../check/check.ts';
import { expectThat } from '../check/expect.ts';
import { NoAnswer, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { AroundStore } from '../target/target.ts';
import type { Answer } from '../wire/answer.ts';

/** More calls of its store no request of a small target makes. */
const MOST_CALLS = 50;
const MESSAGE = 'the end';

type Moment = 'before' | 'after';

/** Lets one call of the store fail: before anything happened, or when it had happened. */
function failingStore(moment: Moment) {
  let left = 0;
  let failed = false;
  const around: AroundStore = async (_, call) => {
    if (left === 0) return call();
    left -= 1;
    if (left > 0) return call();
    failed = true;
    if (moment === 'after') await call();
    throw new Error('the store is out of reach');
  };
  return {
    around,
    /** Does something during which the nth call fails; answers whether there was one. */
    during: async (nth: number, act: () => Promise<void>): Promise<boolean> => {
      left = nth;
      failed = false;
      await act();
      left = 0;
      return failed;
    },
  };
}

/** An answer that does not come is one of the things that may happen here. */
async function endByLog(lab: Lab, run: string): Promise<Answer | undefined> {
  try {
    return await lab.post(`/actions/runs/${run}/logs`, { message: MESSAGE, terminationStatus: 'SUCCESS' });
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

/** Both happened or neither, and both when it was said that they did. */
async function expectAtomic(lab: Lab, run: string, answer: Answer | undefined, when: string): Promise<void> {
  const { status } = await lab.readRun(run);
  const lines = (await lab.messages(run)).filter((message) => message === MESSAGE).length;
  const both = status === 'SUCCESS' && lines === 1;
  const neither = status === 'IN_PROGRESS' && lines === 0;
  const got = { answer: answer?.status, status, lines };
  expectThat(both || neither, `${when}, a final log is appended and ends the run, or does neither`, got);
  expectThat(
    both || answer === undefined || answer.status >= 300,
    `${when}, what was accepted happened`,
    got,
  );
}

async function tryEveryCall(lab: Lab, moment: Moment): Promise<void> {
  const store = failingStore(moment);
  const apart = await lab.fresh({ aroundStore: store.around });
  for (let nth = 1; nth <= MOST_CALLS; nth += 1) {
    const run = await apart.openRun();
    let answer: Answer | undefined;
    const failed = await store.during(nth, async () => {
      answer = await endByLog(apart, run);
    });
    if (!failed && nth === 1)
      throw new Untestable('the target does not call its store through what it was given');
    const when = failed
      ? `when call ${nth} of the store fails ${moment} it happened`
      : 'with the store at hand';
    await expectAtomic(apart, run, answer, when);
    await expectAtomic(apart, run, await endByLog(apart, run), `${when}, and it is sent again`);
    if (!failed) return;
  }
}

export const concurrencyStoreChecks: readonly Check[] = [
  {
    id: 'CONC-011',
    controls: ['store'],
    run: async (lab) => {
      for (const moment of ['before', 'after'] as const) await tryEveryCall(lab, moment);
    },
  },
];
