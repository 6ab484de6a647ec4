import fc from 'fast-check';
import { type Kind, race, wheel } from './kinds.ts';
import { named } from './naming.ts';
import type { RaceProgram } from './program.ts';

export interface DrawOptions {
  readonly seed: number;
  readonly races: number;
  readonly ties: boolean;
  /** Reads of the target may be behind its writes, so that none is part of a race. */
  readonly lags: boolean;
}

/** So many race programs, the same ones for the same seed. */
export function racePrograms({ seed, races, ties, lags }: DrawOptions): readonly RaceProgram[] {
  if (races < 1) return [];
  const kinds = Array.from({ length: races }, (_, index) => kindFor(index, ties, lags));
  const [drawn = []] = fc.sample(fc.tuple(...kinds.map((kind) => race(kind, !lags))), { seed, numRuns: 1 });
  return drawn.map(named);
}

function kindFor(index: number, ties: boolean, lags: boolean): Kind {
  const kind = wheel[index % wheel.length] ?? 'log and log';
  const possible = kind === 'tie and ending' && !ties ? 'GET and ending' : kind;
  return possible === 'GET and ending' && lags ? 'logs and ending' : possible;
}
