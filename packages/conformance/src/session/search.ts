import { openLab } from '../lab/make-lab.ts';
import type { RaceFinding } from '../race/finding.ts';
import { callsOf, type SequenceFinding, storyOf } from '../sequence/finding.ts';
import type { PlanEvent, Progress, ResultEvent } from './events.ts';
import type { OpenedSession } from './open-session.ts';
import type { ConformanceOptions } from './options.ts';
import { DEFAULT_MAX_OPS } from './plan.ts';
import type { ReproFiles } from './repro-files.ts';
import { empty, type Found } from './results.ts';
import { lanesFor } from './run-checks.ts';

/** What generated programs found, and the requirements that they alone judge. */
export interface SearchedAll {
  readonly found: readonly Found[];
  readonly judged: readonly ResultEvent[];
}

/** The requirement that the races as a whole are the check of. */
const HISTORIES = 'CONC-010';
/** At a shared target every look at the reads may cost the time to settle. */
const SHARED = { countTrials: 3, shrinkRequests: 20 };
const SHRINK_REQUESTS = 60;

export async function searchAll(
  opened: OpenedSession,
  plan: PlanEvent,
  options: ConformanceOptions,
  files: ReproFiles,
  progress: (phase: Progress['phase'], done: number, total: number) => void,
): Promise<SearchedAll> {
  const { session, connected, made } = opened;
  const labFor = async (purpose: string) => (await openLab(session, connected, made, purpose)).lab;
  const { signal, seed } = session;
  const common = { labFor, signal, seed, lags: session.settling.window > 0 };
  const onProgress = ({ phase, done, total }: Pick<Progress, 'phase' | 'done' | 'total'>) =>
    progress(phase, done, total);
  const exchangesOf = (purpose: string) => session.recorder.of(purpose).map(({ number }) => number);
  const found: Found[] = [];
  // What was seen at a target of one's own that does not lag was so, whether or not it can be seen again.
  const shared = session.live || session.settling.window > 0;
  if (plan.sequences > 0 && !signal.aborted) {
    // Loaded when there is something to draw: drawing takes a library that is slow to load.
    const { searchSequences } = await import('../sequence/search.ts');
    const { findings } = await searchSequences({
      ...common,
      lanes: lanesFor(session.settling.window),
      sequences: plan.sequences,
      maxOps: options.maxOps ?? DEFAULT_MAX_OPS,
      shrinkRequests: options.shrinkRequests ?? SHRINK_REQUESTS,
      onProgress,
    });
    for (const finding of findings) {
      const exchanges = exchangesOf(`sequence ${finding.sequences[0]}`);
      found.push(ofSequence(finding, exchanges, files.ofSequence(finding), shared));
    }
  }
  if (plan.races === 0 || signal.aborted) return { found, judged: [] };
  const { searchRaces } = await import('../race/search.ts');
  const raced = await searchRaces({ ...common, races: plan.races, ...(shared ? SHARED : {}), onProgress });
  for (const finding of raced.found)
    found.push(...ofRace(finding, exchangesOf(`race ${finding.races[0]}`), files.ofRace(finding)));
  const histories = empty(HISTORIES);
  if (raced.judged > 0) return { found, judged: [{ ...histories, notes: [seenFrom(raced.inProcess)] }] };
  const reason = raced.untestable[0] ?? 'no program could be performed';
  return { found, judged: [{ ...histories, outcome: 'untestable', reason }] };
}

function seenFrom(inProcess: boolean): string {
  return inProcess
    ? 'every order of the calls of the store was the checker’s to choose'
    : 'from outside: calls were sent at once, which shows faults and never their absence';
}

function ofSequence(
  finding: SequenceFinding,
  exchanges: readonly number[],
  files: readonly string[],
  shared: boolean,
): Found {
  const { ids, message, expected, got, flaky } = finding;
  const shown = {
    message,
    expected,
    got,
    exchanges,
    calls: callsOf(finding),
    story: storyOf(finding),
    files,
  };
  return { id: ids[0] ?? HISTORIES, flaky: flaky && shared, finding: { by: 'sequence', ...shown } };
}

function ofRace(
  finding: RaceFinding,
  exchanges: readonly number[],
  files: readonly string[],
): readonly Found[] {
  const { ids, message, expected, got, calls, story, picture } = finding;
  const shown = { by: 'race', message, expected, got, exchanges, calls, story, picture, files } as const;
  return ids.map((id) => ({ id, finding: shown }));
}
