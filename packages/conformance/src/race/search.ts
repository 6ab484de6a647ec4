import type { Lab } from '../lab/lab.ts';
import type { Rules } from '../model/state.ts';
import { inLanes } from '../session/lanes.ts';
import type { Conditions, Target } from '../target/target.ts';
import { racePrograms } from './draw.ts';
import { type RaceFinding, storyOf } from './finding.ts';
import { asFound, investigate, type Racing } from './investigate.ts';
import { LINEARIZABLE } from './judge.ts';
import { callsIn } from './program.ts';
import { outsideRacer, type Racer, storeRacer } from './racer.ts';
import type { Shown } from './shrink.ts';
import { tryOut } from './try-out.ts';

export interface RaceSearchOptions {
  /** A lab for one program; whoever gives it closes it. */
  labFor(purpose: string): Promise<Lab>;
  /** The target once more, empty; by default the lab's own, when its store is under control. */
  readonly open?: (conditions: Conditions) => Promise<Target>;
  /** Programs. */
  readonly races: number;
  readonly seed: number;
  /** Reads of the target may be behind its writes. */
  readonly lags?: boolean;
  /** Programs at a time, from outside. */
  readonly lanes?: number;
  /** Of each program, until one shows a fault; how often the shortest one does is told by `countTrials`. */
  readonly trials?: number;
  readonly countTrials?: number;
  /** The most requests that shrinking one fault may cost. */
  readonly shrinkRequests?: number;
  /** In the same process: milliseconds after which no further program is begun. */
  readonly maxTime?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RaceProgress) => void;
}

export interface RaceProgress {
  readonly phase: 'races' | 'shrink';
  readonly done: number;
  readonly total: number;
}

export interface RacesSearched {
  readonly found: readonly RaceFinding[];
  /** Programs performed to their end or to a fault. */
  readonly judged: number;
  /** Why others were not. */
  readonly untestable: readonly string[];
  /** Programs whose calls break the model one after another too, which is no matter of races. */
  readonly dismissed: number;
  readonly inProcess: boolean;
}

/** What differs between the two ways of racing: an order of calls of the store costs next to nothing. */
const inside = { trials: 8, count: 20, tries: 12, shrinkRequests: 10_000, lanes: 1 };
const outside = { trials: 1, count: 20, tries: 10, shrinkRequests: 200, lanes: 2 };
const MAX_TIME = 10_000;

/** Performs drawn programs of clients that work on one run at once, and shrinks what no order of their calls explains. */
export async function searchRaces(options: RaceSearchOptions): Promise<RacesSearched> {
  const { labFor, seed, races, lags = false, signal = new AbortController().signal } = options;
  const lab = await labFor('races');
  const { profile } = lab;
  const ties = lab.has('entities') && lab.has('audit') && lab.has('actions-admin');
  const rules: Rules = { profile, lags };
  const open = options.open ?? (lab.has('store') ? lab.target.open?.bind(lab.target) : undefined);
  const stored = open && storeRacer(lab, open, rules, seed);
  const racer: Racer = stored ?? outsideRacer(labFor, rules);
  const use = { ...(racer.inProcess ? inside : outside), ...given(options) };
  const until = racer.inProcess
    ? performance.now() + (options.maxTime ?? MAX_TIME)
    : Number.POSITIVE_INFINITY;
  const programs = racePrograms({ seed, races, ties, lags });
  const shown: Racing[] = [];
  const untestable: string[] = [];
  let done = 0;
  let dismissed = 0;

  try {
    await inLanes(programs, use.lanes, signal, async (program, index) => {
      if (performance.now() > until) return;
      const number = index + 1;
      const out = await unlessEnded(tryOut(racer, program, number, use.trials), signal);
      if (!out) return;
      if (out.shown) shown.push({ number, shown: out.shown });
      if (out.untestable !== undefined) untestable.push(out.untestable);
      if (out.early) dismissed += 1;
      done += 1;
      options.onProgress?.({ phase: 'races', done, total: programs.length });
    });
    const found = await findings();
    return { found, judged: done - untestable.length, untestable, dismissed, inProcess: racer.inProcess };
  } finally {
    await stored?.close();
  }

  async function findings(): Promise<readonly RaceFinding[]> {
    const about = { racer, profile, seed, signal, ...use };
    const found: RaceFinding[] = [];
    const order = shown.toSorted((a, b) => weight(a.shown) - weight(b.shown) || a.number - b.number);
    for (const [index, racing] of order.entries()) {
      options.onProgress?.({ phase: 'shrink', done: index, total: order.length });
      const known = found.findIndex((finding) => isKnown(racing.shown, finding));
      if (known >= 0) found[known] = alsoIn(found[known] as RaceFinding, racing.number);
      else {
        const finding = signal.aborted ? undefined : await unlessEnded(investigate(racing, about), signal);
        if (finding) found.push(finding);
        else if (signal.aborted) found.push(asFound(racing, about));
        else dismissed += 1;
      }
    }
    return found;
  }
}

/** The fault that says most first, and of those the one with the fewest calls. */
function weight({ program, violation }: Shown): number {
  return callsIn(program).length + (violation.ids[0] === LINEARIZABLE ? 1_000 : 0);
}

/** That no order explains it is part of every finding. */
function isKnown({ violation }: Shown, { ids }: RaceFinding): boolean {
  const [id] = violation.ids;
  return ids[0] === id || (id === LINEARIZABLE && ids.includes(id));
}

function alsoIn(finding: RaceFinding, number: number): RaceFinding {
  const races = [...finding.races, number];
  return { ...finding, races, story: storyOf({ ...finding, races }) };
}

function given({ trials, countTrials, shrinkRequests, lanes }: RaceSearchOptions): Partial<typeof inside> {
  return {
    ...(trials === undefined ? {} : { trials }),
    ...(countTrials === undefined ? {} : { count: countTrials }),
    ...(shrinkRequests === undefined ? {} : { shrinkRequests }),
    ...(lanes === undefined ? {} : { lanes }),
  };
}

/** What of it was done when the session ends meanwhile is no longer of use. */
async function unlessEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
