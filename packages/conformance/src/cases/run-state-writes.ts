import { expectRefused } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';

/** How a write to an ended run is refused. */
export const EXHAUSTED = '422 run_exhausted';

export interface Write {
  /** With its input, for messages. */
  readonly what: string;
  send(): Promise<Answer>;
}

/** Every key that a PATCH takes, each by itself and all at once. */
const details = { statusLabel: 'late', link: ['https://example.com/late'], summary: 'late' };
const everyKey = [
  { statusLabel: details.statusLabel },
  { link: 'https://example.com/late' },
  { link: details.link },
  { summary: details.summary },
  { externalRunId: 'conform-late' },
  { message: { late: true } },
  { status: 'SUCCESS' },
  { status: 'FAILURE' },
  { status: 'FAILURE', ...details },
];

export function patchOf(lab: Lab, run: string, body: object): Write {
  return { what: `a PATCH ${JSON.stringify(body)}`, send: () => lab.patch(`/actions/runs/${run}`, body) };
}

export function logTo(lab: Lab, run: string, body: object): Write {
  return { what: `a log ${JSON.stringify(body)}`, send: () => lab.post(`/actions/runs/${run}/logs`, body) };
}

export function patchesOfEveryKey(lab: Lab, run: string): readonly Write[] {
  return everyKey.map((body) => patchOf(lab, run, body));
}

/** Needs `entities` and `actions-admin`. */
export async function tieTo(lab: Lab, run: string): Promise<Write> {
  const path = `/blueprints/${await lab.sharedBlueprint()}/entities?upsert=true&run_id=${run}`;
  const entity = { identifier: lab.name('entity'), properties: {} };
  return { what: 'an entity created under it', send: () => lab.post(path, entity) };
}

export function mayTie(lab: Lab): boolean {
  return lab.has('entities') && lab.has('actions-admin');
}

/** Waiting runs are left to the checks of approval where somebody else may be asked to approve. */
export function mayWait(lab: Lab): boolean {
  return lab.has('approval') && lab.has('actions-admin') && !lab.live;
}

/** Sends one after the other; each must be refused. Answers with the ways in which they were, as `422 run_exhausted`. */
export async function refusals(writes: readonly Write[]): Promise<readonly string[]> {
  const ways = new Set<string>();
  for (const { what, send } of writes) {
    const answer = await send();
    if (answer.status < 400 || answer.status >= 500)
      throw new Finding(`${what} is refused`, '4xx', `${answer.status} ${answer.text.slice(0, 300)}`);
    const { error } = await expectRefused(answer);
    ways.add(`${answer.status} ${String(error)}`);
  }
  return [...ways];
}
