import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Body, isBody } from '../wire/answer.ts';
import { Finding } from './finding.ts';

/** The answer, which must have (one of) these statuses. */
export async function expectStatus(
  status: number | readonly number[],
  answer: Answer | Promise<Answer>,
  what?: string,
): Promise<Answer> {
  const found = await answer;
  const wanted = [status].flat();
  if (wanted.includes(found.status)) return found;
  throw new Finding(
    `${what ?? found.to} is answered with ${wanted.join(' or ')}`,
    wanted.join(' or '),
    `${found.status} ${found.text.slice(0, 300)}`,
  );
}

/** A client error in the envelope; with a status, that one. */
export async function expectRefused(answer: Answer | Promise<Answer>, status?: number): Promise<Body> {
  const found = await answer;
  const refused = status === undefined ? found.status >= 400 && found.status < 500 : found.status === status;
  const what = `${found.to} is refused${status === undefined ? '' : ` with ${status}`}`;
  if (!refused || !isBody(found.json) || found.json.ok !== false) {
    throw new Finding(
      what,
      status ?? '4xx and {"ok":false,…}',
      `${found.status} ${found.text.slice(0, 300)}`,
    );
  }
  return found.json;
}

export function expectEqual(got: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(got, expected)) throw new Finding(what, expected, got);
}

/** Every key of `expected` is there with an equal value. */
export function expectHolds(got: Body, expected: Body, what: string): void {
  const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, got[key]]));
  expectEqual(shown, expected, what);
}

export function expectThat(holds: boolean, what: string, got?: unknown): asserts holds {
  if (!holds) throw new Finding(what, undefined, got);
}
