import { isDeepStrictEqual } from 'node:util';
import { endingOf, type PatchBody } from '../model/op.ts';
import type { Entry } from './history.ts';
import { accepted, isEnding, isLog, refused, type Seen, statusOf } from './seen.ts';

/** What is wrong in the words of a requirement. */
export interface Fault {
  readonly id: string;
  readonly message: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export function faultsIn(seen: Seen): readonly Fault[] {
  return [endings, theEnding, plainLogs, details, ties].flatMap((rule) => rule(seen) ?? []);
}

function endings({ history, messages }: Seen): Fault | undefined {
  const all = history.filter(isEnding);
  const taken = all.filter(accepted);
  const untold = all.filter((each) => statusOf(each) === undefined).length;
  if (all.length < 2 || untold > 0) return undefined;
  const about = namesOf(taken.length > 1 ? taken : all);
  if (taken.length !== 1)
    return {
      ...about,
      message: `of ${about.message} sent at once exactly one is accepted, and the other is refused`,
      expected: 'one 2xx and one 4xx',
      got: all.map(statusOf).join(', '),
    };
  const leaked = all.filter(
    (each) => refused(each) && isLog(each) && messages?.includes(each.op.body.message),
  );
  if (leaked.length === 0) return undefined;
  return {
    ...about,
    message: 'only the accepted final log is in the log',
    expected: taken.flatMap((each) => (isLog(each) ? [each.op.body.message] : [])),
    got: messages,
  };
}

function namesOf(endings: readonly Entry[]): Pick<Fault, 'id' | 'message'> {
  const logs = endings.filter(isLog).length;
  if (logs === endings.length) return { id: 'CONC-001', message: 'two final logs' };
  if (logs === 0) return { id: 'CONC-003', message: 'two PATCH terminations' };
  return { id: 'CONC-004', message: 'a PATCH termination and a final log' };
}

function theEnding({ history, run }: Seen): Fault | undefined {
  const all = history.filter(isEnding);
  const [winner, ...more] = all.filter(accepted);
  if (!winner || more.length > 0 || !run || all.some((each) => statusOf(each) === undefined))
    return undefined;
  const expected = endingOf(winner.op);
  if (run.status === expected) return undefined;
  return { id: 'CONC-002', message: 'the ending that was accepted stays', expected, got: run.status ?? null };
}

function plainLogs({ history, messages }: Seen): Fault | undefined {
  if (!messages) return undefined;
  const ending = history.some(isEnding);
  for (const entry of history.filter((each) => isLog(each) && !isEnding(each))) {
    if (!isLog(entry)) continue;
    const { message } = entry.op.body;
    const times = messages.filter((each) => each === message).length;
    const expected = accepted(entry) ? 1 : refused(entry) ? 0 : times;
    if (times === expected) continue;
    const what = `a log that was answered with ${statusOf(entry)}`;
    const how = expected === 1 ? 'is in the log once' : 'is not in the log';
    return ending
      ? { id: 'CONC-005', message: `${what} while the run ended ${how}`, expected, got: times }
      : { id: 'CONC-006', message: `${what} among others ${how}`, expected, got: times };
  }
  return undefined;
}

const keys = ['statusLabel', 'link', 'summary'] as const;

function details({ history, run }: Seen): Fault | undefined {
  const untold = history.some((each) => statusOf(each) === undefined);
  if (!run || untold) return undefined;
  const taken = history.filter(accepted);
  for (const key of keys) {
    const setters = taken.filter((each) => valueIn(each, key) !== undefined);
    const sent = setters.map((each) => valueIn(each, key));
    const got = run[key] ?? null;
    const others = taken.some((each) => each.client !== setters[0]?.client && touchesDetails(each));
    if (sent.length === 0 || !others || sent.some((each) => isDeepStrictEqual([each].flat(), [got].flat())))
      continue;
    return sent.length === 1
      ? { id: 'CONC-007', message: `${key}, which one call alone set, is kept`, expected: sent[0], got }
      : { id: 'CONC-008', message: `${key} is one of the values sent at once`, expected: sent, got };
  }
  return undefined;
}

function valueIn({ op }: Entry, key: (typeof keys)[number]): unknown {
  return op.call === 'patch' || op.call === 'log' ? (op.body as PatchBody)[key] : undefined;
}

function touchesDetails(entry: Entry): boolean {
  return keys.some((key) => valueIn(entry, key) !== undefined) || isEnding(entry);
}

/** Part of the sentence that is asked of every order of the calls. */
export function ties({ history, records }: Seen): Fault | undefined {
  if (!records || !history.some(isEnding)) return undefined;
  for (const entry of history) {
    if (entry.op.call !== 'tie' || !(accepted(entry) || refused(entry))) continue;
    const { entity } = entry.op;
    const got = records.filter((record) => record.endsWith(` ${entity}`)).length;
    const expected = accepted(entry) ? 1 : 0;
    if (got === expected) continue;
    const how = expected === 1 ? 'is recorded, once' : 'is not recorded';
    const message = `a tie answered with ${statusOf(entry)} while the run ended ${how}`;
    return { id: 'CONC-009', message, expected, got };
  }
  return undefined;
}
