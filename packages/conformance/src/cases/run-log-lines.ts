import { expectRefused, expectStatus } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import { setUpRefused } from '../lab/fixtures.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import { type LogBody, logIn, logsIn } from '../wire/bodies.ts';

/** The most lines that one page holds. */
export const PAGE = 50;

export function postLog(lab: Lab, run: string, body: unknown): Promise<Answer> {
  return lab.post(`/actions/runs/${run}/logs`, body);
}

/** One page of the log. */
export async function linesOf(lab: Lab, run: string, query = `?limit=${PAGE}`): Promise<readonly LogBody[]> {
  return logsIn(await expectStatus(200, lab.get(`/actions/runs/${run}/logs${query}`)));
}

/** The first page once all of these lines are in it, or as it was last read. */
export function linesWith(lab: Lab, run: string, ids: readonly string[]): Promise<readonly LogBody[]> {
  return lab.eventually(
    () => linesOf(lab, run),
    (lines) => ids.every((id) => lines.some((line) => line.id === id)),
  );
}

/** A line posted as part of the set-up. */
export async function logged(lab: Lab, run: string, message: string): Promise<LogBody> {
  const answer = await postLog(lab, run, { message });
  if (answer.status < 200 || answer.status >= 300) throw new Untestable(setUpRefused(answer));
  return logIn(answer);
}

/** An open run with so many lines, posted one after the other, that can all be read. */
export async function runWithLines(
  lab: Lab,
  count: number,
): Promise<{ readonly run: string; readonly ids: readonly string[] }> {
  const run = await lab.openRun();
  const ids: string[] = [];
  for (let line = 1; line <= count; line += 1) ids.push((await logged(lab, run, `line ${line}`)).id);
  await linesWith(lab, run, ids);
  return { run, ids };
}

/** Refused with 422; `what` names the input. */
export async function expectInvalid(answer: Promise<Answer>, what: string): Promise<void> {
  await expectRefused(await expectStatus(422, answer, what), 422);
}
