import { isDeepStrictEqual } from 'node:util';
import { type Body, isBody } from '../wire/answer.ts';
import type { RunName } from './op.ts';
import type { Answered } from './outcome.ts';

/** What must be so of one answer, as data: the model judges by it, and a script that shows a fault again does too. */
export type Claim =
  | { readonly about: 'status'; readonly among: readonly number[] }
  /** A client error. */
  | { readonly about: 'refusal' }
  /** The answer's run is this one. */
  | { readonly about: 'run'; readonly run: RunName; readonly id: string }
  /** A key of the run, null when it is not there. */
  | { readonly about: 'shown'; readonly key: string; readonly among: readonly unknown[] }
  | { readonly about: 'presence'; readonly key: string; readonly present: boolean }
  /** A key of the run holds text. */
  | { readonly about: 'text'; readonly key: string }
  /** A key of the run is what the read before showed. */
  | { readonly about: 'kept'; readonly key: string; readonly value: unknown }
  /** The entry that was answered. */
  | { readonly about: 'entry'; readonly message: string }
  | { readonly about: 'list'; readonly key: 'runLogs' | 'runs' | 'audits' }
  | { readonly about: 'logged'; readonly message: string; readonly times: number }
  | { readonly about: 'listed'; readonly run: RunName; readonly id: string; readonly listed: boolean }
  /** `CREATE e0` among what the audit log has of the run. */
  | { readonly about: 'tied'; readonly record: string; readonly times: number };

export interface Judgement {
  readonly holds: boolean;
  readonly expected: unknown;
  readonly got: unknown;
}

/** So many runs that others may be missing from the list. */
export const FULL_LIST = 1_000;

export function judge(claim: Claim, { status, body }: Answered): Judgement {
  switch (claim.about) {
    case 'status':
      return judgement(claim.among.includes(status), claim.among.join(' or '), status);
    case 'refusal':
      return judgement(status >= 400 && status < 500, '4xx', status);
    case 'run':
      return equal(claim.id, runIn(body).id);
    case 'shown': {
      const got = runIn(body)[claim.key] ?? null;
      const holds = claim.among.some((one) => isDeepStrictEqual(one, got));
      return judgement(holds, claim.among[0], got);
    }
    case 'presence':
      return judgement(
        claim.key in runIn(body) === claim.present,
        claim.present ? null : 'absent',
        runIn(body)[claim.key] ?? 'absent',
      );
    case 'text': {
      const got = runIn(body)[claim.key] ?? null;
      return judgement(typeof got === 'string', 'a text', got);
    }
    case 'kept':
      return equal(claim.value, runIn(body)[claim.key] ?? null);
    case 'entry':
      return equal(
        claim.message,
        (isBody(body) && isBody(body.runLog) ? body.runLog.message : undefined) ?? null,
      );
    case 'list':
      return judgement(isBody(body) && Array.isArray(body[claim.key]), `a list ${claim.key}`, body ?? null);
    case 'logged':
      return equal(
        claim.times,
        listIn(body, 'runLogs').filter(({ message }) => message === claim.message).length,
      );
    case 'listed': {
      const runs = listIn(body, 'runs');
      const got = runs.some(({ id }) => id === claim.id);
      return judgement(got === claim.listed || (claim.listed && runs.length >= FULL_LIST), claim.listed, got);
    }
    case 'tied': {
      const records = listIn(body, 'audits').map(({ action, entity }) => `${action} ${entity}`);
      return equal(claim.times, records.filter((record) => record === claim.record).length);
    }
  }
}

/** The run of an answer, empty when it has none. */
export function runIn(body: unknown): Body {
  return isBody(body) && isBody(body.run) ? body.run : {};
}

function listIn(body: unknown, key: string): readonly Body[] {
  const list = isBody(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isBody) : [];
}

function equal(expected: unknown, got: unknown): Judgement {
  return judgement(isDeepStrictEqual(expected, got), expected, got);
}

function judgement(holds: boolean, expected: unknown, got: unknown): Judgement {
  return { holds, expected, got };
}
