import { Finding, NoAnswer, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';

const TRIES = 5;

export interface Sent {
  readonly call: Call;
  readonly answer: Answer;
}

interface Race {
  /** A new run for each trial. */
  readonly open: () => Promise<string>;
  /** What is sent at once; each of them goes first in its turn. */
  readonly calls: (run: string) => readonly Call[];
  /** Sees the run when every write must be visible. */
  readonly judge: (run: string, sent: readonly Sent[]) => Promise<void>;
  readonly trials?: number;
}

/** Opens all runs, then runs all trials, then judges each: a target that lags is waited for twice and not in every trial. */
export async function race(lab: Lab, { open, calls, judge, trials = trialsOf(lab) }: Race): Promise<void> {
  const opened = await Promise.all(Array.from({ length: trials }, () => answered(open)));
  const raced: (readonly [run: string, sent: readonly Sent[]])[] = [];
  for (const [trial, run] of opened.entries()) raced.push(await atOnce(lab, run, { open, calls }, trial));
  await lab.settled();
  const findings: Finding[] = [];
  for (const [run, sent] of raced) {
    try {
      await judge(run, sent);
    } catch (error) {
      if (!(error instanceof Finding)) throw error;
      findings.push(error);
    }
  }
  const [first] = findings;
  if (first)
    throw new Finding(
      `${first.message}: not so in ${findings.length} of ${trials} trials`,
      first.expected,
      first.got,
    );
}

function trialsOf({ mode }: Lab): number {
  return { smoke: 2, lite: 3, standard: 20, full: 20 }[mode];
}

/** A run opened once more when there was no answer: the one that may be there is of no use. */
async function answered(open: () => Promise<string>): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof NoAnswer) || tries === TRIES) throw error;
    }
  }
}

/** Once more on another run when some of them were over a rate limit or not answered, which says nothing of the race. */
async function atOnce(
  lab: Lab,
  opened: string,
  { open, calls }: Pick<Race, 'open' | 'calls'>,
  trial: number,
) {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const run = tries === 1 ? opened : await answered(open);
    const inOrder = calls(run);
    const first = trial % inOrder.length;
    const sent = [...inOrder.slice(first), ...inOrder.slice(0, first)];
    const answers = await togetherOrNot(lab, sent);
    if (!answers) continue;
    if (answers.every(({ status }) => status !== 429)) {
      const pairs = answers.flatMap((answer, at): Sent[] => {
        const call = sent[at];
        return call ? [{ call, answer }] : [];
      });
      return [run, pairs] as const;
    }
    await lab.pause(tries * 1000);
  }
  throw new Untestable('requests sent at once were over the rate limit of the target, or not answered');
}

async function togetherOrNot(lab: Lab, calls: readonly Call[]): Promise<readonly Answer[] | undefined> {
  try {
    return await lab.together(calls);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

export const accepted = ({ answer }: Sent): boolean => answer.status >= 200 && answer.status < 300;
export const refused = ({ answer }: Sent): boolean => answer.status >= 400 && answer.status < 500;

/** The one that was accepted; there is one, and the others were refused. */
export function onlyAccepted(sent: readonly Sent[], what: string): Sent {
  const [winner, ...others] = sent.filter(accepted);
  if (winner && others.length === 0 && sent.filter(refused).length === sent.length - 1) return winner;
  throw new Finding(
    `of ${what} sent at once exactly one is accepted, and the other is refused`,
    'one 2xx and one 4xx',
    sent.map(({ answer }) => answer.status).join(', '),
  );
}

export function patchCall(run: string, json: object): Call {
  return { method: 'PATCH', path: `/actions/runs/${run}`, json };
}

export function logCall(run: string, json: object): Call {
  return { method: 'POST', path: `/actions/runs/${run}/logs`, json };
}
