import { callsOf, type RaceFinding, storyOf } from './finding.ts';
import { pictureOf } from './picture.ts';
import { callsIn, type RaceProgram } from './program.ts';
import type { Racer } from './racer.ts';
import { type Shown, shrinkRace } from './shrink.ts';
import { brokenInTurn, tryOut } from './try-out.ts';

/** A program that showed a fault, with its number. */
export interface Racing {
  readonly number: number;
  readonly shown: Shown;
}

export interface Investigation {
  readonly racer: Racer;
  readonly profile: RaceFinding['profile'];
  readonly seed: number;
  /** How often a candidate is tried before it is taken not to show the fault. */
  readonly tries: number;
  /** How often the smallest program is raced to tell how often it shows it. */
  readonly count: number;
  readonly shrinkRequests: number;
  readonly signal: AbortSignal;
}

/** The fault by the smallest program known to show it; undefined when it takes no race to show it. */
export async function investigate(
  { number, shown }: Racing,
  { racer, profile, seed, tries, count, shrinkRequests, signal }: Investigation,
): Promise<RaceFinding | undefined> {
  if (await brokenInTurn(racer, shown.program, number)) return undefined;
  const small = await shrinkRace(shown, (program) => tryOut(racer, program, number, tries), shrinkRequests);
  if (small.shown !== shown && (await brokenInTurn(racer, small.shown.program, number))) return undefined;
  const often = { shown: 0, of: 0 };
  await racer.trials(small.shown.program, number, count, ({ violation }) => {
    often.of += 1;
    if (violation?.ids[0] === shown.violation.ids[0]) often.shown += 1;
    return signal.aborted;
  });
  const about = { racer, profile, seed, trials: often, requests: small.requests };
  return described({ number, shown }, small.shown, about);
}

/** As it was first shown, when there is no time to look into it. */
export function asFound(
  { number, shown }: Racing,
  about: Pick<Investigation, 'racer' | 'profile' | 'seed'>,
): RaceFinding {
  return described({ number, shown }, shown, { ...about, trials: { shown: 1, of: 1 }, requests: 0 });
}

function described(
  { number, shown }: Racing,
  small: Shown,
  {
    racer: { inProcess },
    profile,
    seed,
    trials,
    requests,
  }: Pick<Investigation, 'racer' | 'profile' | 'seed'> &
    Pick<RaceFinding, 'trials'> & { readonly requests: number },
): RaceFinding {
  const { ids, message, expected, got } = small.violation;
  const size = (program: RaceProgram) => callsIn(program).length;
  const shrunk = { from: size(shown.program), to: size(small.program), requests };
  const about = { races: [number], trials, inProcess, shrunk };
  return {
    ids,
    message,
    expected,
    got,
    profile,
    seed,
    ...about,
    program: small.program,
    calls: callsOf(small),
    story: storyOf(about),
    picture: pictureOf(small),
    shown: small,
  };
}
