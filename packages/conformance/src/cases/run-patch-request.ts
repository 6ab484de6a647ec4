import { isDeepStrictEqual } from 'node:util';
import { expectEqual, expectStatus } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { type RunBody, runIn } from '../wire/bodies.ts';

/** All that a PATCH can say of a run that goes on. */
export const details = {
  statusLabel: 'half way',
  link: ['https://ci.example/a', 'https://ci.example/b'],
  summary: 'so far',
};

/** PATCHes a run, asking for the view of the profile. */
export function patchRun(lab: Lab, id: string, body: unknown, query = ''): Promise<Answer> {
  const asked = [query, lab.profile === 'openapi' ? 'version=v2' : '']
    .filter((part) => part !== '')
    .join('&');
  return lab.patch(`/actions/runs/${id}${asked === '' ? '' : `?${asked}`}`, body);
}

/** The run in the answer to a PATCH that is taken. */
export async function patched(lab: Lab, id: string, body: Body, query = ''): Promise<RunBody> {
  return runIn(await expectStatus(200, patchRun(lab, id, body, query), `PATCH ${shown(body)}`));
}

/** PATCHes with a body that must be refused for what it holds. */
export async function expectInvalid(lab: Lab, id: string, body: unknown): Promise<void> {
  await expectStatus(422, patchRun(lab, id, body), `PATCH ${shown(body)}`);
}

/** PATCHes; what is `seen` of the run must be as expected in the answer and in a read. */
export async function expectUpdate(
  lab: Lab,
  id: string,
  body: Body,
  seen: (run: RunBody) => unknown,
  expected: unknown,
  what: string,
): Promise<void> {
  expectEqual(seen(await patched(lab, id, body)), expected, `${what}: in the answer`);
  const run = await lab.runWhen(id, (each) => isDeepStrictEqual(seen(each), expected));
  expectEqual(seen(run), expected, `${what}: in a read`);
}

/** Only these keys of a run. */
export function only(...keys: readonly string[]): (run: RunBody) => Body {
  return (run) => Object.fromEntries(keys.map((key) => [key, run[key]]));
}

/** The links of a run as a list: one link may be shown as a text or as a list of one. */
export function linksOf({ link }: RunBody): unknown {
  if (link === undefined || link === null) return [];
  return typeof link === 'string' ? [link] : link;
}

/** A run without what every update sets of itself. */
export function withoutStamps({ updatedAt: _at, updatedBy: _by, ...rest }: RunBody): Body {
  return rest;
}

/** A body within a message. */
export function shown(body: unknown): string {
  const text = JSON.stringify(body) ?? 'without a body';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
