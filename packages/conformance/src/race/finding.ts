import type { Rules } from '../model/state.ts';
import { showCall } from '../sequence/show.ts';
import { clientName } from './naming.ts';
import type { RaceProgram } from './program.ts';
import { showAnswer } from './show.ts';
import type { Shown } from './shrink.ts';

/** A fault that calls sent at once show and the same calls one after another do not, by the smallest program known to. */
export interface RaceFinding {
  /** Requirements that are broken, the one that says it best first. */
  readonly ids: readonly string[];
  readonly message: string;
  readonly expected: unknown;
  readonly got: unknown;
  readonly profile: Rules['profile'];
  readonly seed: number;
  /** Numbers of the programs that showed it, from 1. */
  readonly races: readonly number[];
  readonly program: RaceProgram;
  /** Its calls, one line each, with what was answered. */
  readonly calls: readonly string[];
  /** How it was found, in a few words. */
  readonly story: string;
  /** Who was called and answered when, as text. */
  readonly picture: string;
  /** The order of calls of the store was drawn; else the calls were sent at once. */
  readonly inProcess: boolean;
  readonly trials: { readonly shown: number; readonly of: number };
  readonly shrunk: { readonly from: number; readonly to: number; readonly requests: number };
  /** The trial that the program was last shown by. */
  readonly shown: Shown;
}

export function callsOf({ prefix, history, finals }: Shown): readonly string[] {
  return [
    ...prefix.map(({ op, outcome }) => `${showCall(op)}   ${showAnswer(op, outcome)}`),
    ...history.map(
      ({ client, op, outcome }) => `${clientName(client)}: ${showCall(op)}   ${showAnswer(op, outcome)}`,
    ),
    ...finals.map(({ op, outcome }) => `${showCall(op)}   ${showAnswer(op, outcome)}`),
  ];
}

/** `race 3 and 2 more, shrunk 6 → 2 calls (31 requests), in 14 of 20 trials` */
export function storyOf({
  races,
  shrunk,
  trials,
  inProcess,
}: Pick<RaceFinding, 'races' | 'shrunk' | 'trials' | 'inProcess'>): string {
  const [first, ...more] = races;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const how = inProcess ? 'orders of calls of the store' : 'trials';
  const sizes = `shrunk ${shrunk.from} → ${shrunk.to} calls (${shrunk.requests} requests)`;
  return `race ${first}${others}, ${sizes}, in ${trials.shown} of ${trials.of} ${how}`;
}
