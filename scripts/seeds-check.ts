import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { argv, execArgv, stderr } from 'node:process';
import type { Profile, Target } from '../packages/conformance/src/index.ts';
import { openLab } from '../packages/conformance/src/lab/make-lab.ts';
import { mutants } from '../packages/conformance/src/mutants/index.ts';
import { referenceTarget } from '../packages/conformance/src/reference/reference-target.ts';
import { flows } from '../packages/conformance/src/sequence/flows.ts';
import {
  type Searched,
  type SearchOptions,
  searchSequences,
} from '../packages/conformance/src/sequence/search.ts';
import { inLanes } from '../packages/conformance/src/session/lanes.ts';
import { openSession } from '../packages/conformance/src/session/open-session.ts';
import { berthTarget } from '../packages/conformance/test/support/berth-target.ts';
import { careless, search as searchRaces } from '../packages/conformance/test/support/race-targets.ts';
import { secondLabelDropped } from '../packages/conformance/test/support/sequence-lab.ts';

/**
 * How surely the generated programs find what is there, and nothing that is not: over many seeds, since one seed is luck.
 * Prints each figure and exits 1 when one is missed. It knows no faults but its own, so it takes no options.
 */
interface Figure {
  readonly name: string;
  readonly seeds: number;
  /** In so many of them, what is looked for must be seen. */
  readonly least: number;
  /** Undefined when it was seen, else what was seen in its place. */
  readonly look: (seed: number) => Promise<string | undefined>;
}

/** What a session draws in the mode `standard`. */
const standard = { sequences: 60, maxOps: 16, races: 24 };
/** Enough to draw every kind of call over the seeds. */
const small = { sequences: 5, maxOps: 10, races: 4 };
const AT_ONCE = 2;
/** The seeds of one process. */
const SHARE = 25;

const figures: readonly Figure[] = [
  {
    name: 'nothing is found at a right target by small sequences and races',
    seeds: 200,
    least: 200,
    look: async (seed) => {
      const profile = seed % 2 === 0 ? 'seed' : 'openapi';
      const { findings, untestable, violations } = await sequences(
        berthTarget(profile),
        { ...small, seed },
        profile,
      );
      const raced = await searchRaces(berthTarget(profile), { profile, seed, races: small.races, trials: 2 });
      const ids = [...findings, ...raced.found].flatMap((finding) => finding.ids);
      const wrong = [...ids, ...untestable, ...raced.untestable, ...violations];
      return wrong.length === 0 ? undefined : wrong.join(', ');
    },
  },
  {
    name: 'two finishers both win where a store does not compare versions: found by races, shrunk to 3 calls',
    seeds: 20,
    least: 20,
    look: async (seed) => {
      const { found } = await searchRaces(careless(), { seed, races: standard.races });
      const finishers = found.filter(({ ids: [id = ''] }) => /^CONC-00[134]$/.test(id));
      if (finishers.length === 0) return 'not found';
      const longest = Math.max(...finishers.map(({ shrunk }) => shrunk.to));
      return longest <= 3 ? undefined : `${longest} calls`;
    },
  },
  labelFigure('the first label stays: found by drawn sequences, shrunk to 3 calls', 3, () =>
    mutant('labelSticks'),
  ),
  labelFigure(
    'a later label is answered and in no read: found by drawn sequences, shrunk to 4 calls',
    4,
    () => mutant('labelForgotten'),
  ),
  labelFigure(
    'a label alone is answered and dropped where one was set before: found by drawn sequences, shrunk to 4 calls',
    4,
    () => {
      const { open: _, controls: __, ...right } = referenceTarget({ profile: 'openapi' });
      return { ...right, send: secondLabelDropped((request) => right.send(request)) };
    },
  ),
];

function mutant(name: string): Target {
  const found = mutants.find((each) => each.name === name);
  if (!found) throw new Error(`there is no mutant ${name}`);
  return found.wrap(referenceTarget({ profile: 'openapi' }));
}

/** The named flows show such a fault each time, so only programs that were drawn count. */
function labelFigure(name: string, calls: number, open: () => Target): Figure {
  return {
    name,
    seeds: 30,
    least: 28,
    look: async (seed) => {
      const { findings } = await sequences(open(), { ...standard, seed }, 'openapi');
      const named = flows(true).length;
      const found = findings.find(
        ({ ids, sequences }) => ids[0] === 'RUN-PATCH-009' && sequences.some((number) => number > named),
      );
      if (!found) return 'not found';
      return found.shrunk.to <= calls ? undefined : `${found.shrunk.to} calls`;
    },
  };
}

async function sequences(
  target: Target,
  options: Pick<SearchOptions, 'sequences' | 'maxOps' | 'seed'>,
  profile: Profile,
): Promise<Searched & { readonly violations: readonly string[] }> {
  const opened = openSession({ target, profile, settle: 0 }, () => {});
  opened.capable(target.capabilities ?? []);
  const { session, connected, made } = opened;
  const labFor = async (purpose: string) => (await openLab(session, connected, made, purpose)).lab;
  const searched = await searchSequences({ labFor, ...options });
  await opened.close();
  return { ...searched, violations: session.invariants.violations.map(({ id }) => id) };
}

/** Some of the seeds of one figure. */
interface Share {
  readonly figure: number;
  readonly from: number;
  readonly to: number;
}

interface Seen {
  readonly seed: number;
  readonly missed?: string;
}

/** In a process of its own: tells what it sees seed by seed. */
async function work({ figure, from, to }: Share): Promise<void> {
  for (let seed = from; seed <= to; seed += 1) {
    const missed = await figures[figure]?.look(seed);
    process.send?.({ seed, ...(missed === undefined ? {} : { missed }) } satisfies Seen);
  }
  process.disconnect();
}

async function checkAll(): Promise<boolean> {
  const shares = figures.flatMap(({ seeds }, figure) =>
    Array.from({ length: Math.ceil(seeds / SHARE) }, (_, at): Share => {
      const from = at * SHARE + 1;
      return { figure, from, to: Math.min(seeds, from + SHARE - 1) };
    }),
  );
  const total = figures.reduce((sum, { seeds }) => sum + seeds, 0);
  const seen = figures.map((): Seen[] => []);
  let failed = false;
  await inLanes(shares, AT_ONCE, new AbortController().signal, async (share) => {
    const child: ChildProcess = fork(new URL(import.meta.url), [JSON.stringify(share)], { execArgv });
    child.on('message', (message: Seen) => {
      seen[share.figure]?.push(message);
      if (stderr.isTTY) stderr.write(`\r\u001b[2Kseeds ${seen.flat().length}/${total}`);
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) failed = true;
  });
  if (stderr.isTTY) stderr.write('\r\u001b[2K');
  for (const [at, { name, seeds, least }] of figures.entries()) {
    const told = seen[at] ?? [];
    const held = told.filter(({ missed }) => missed === undefined).length;
    if (held < least || told.length < seeds) failed = true;
    console.log(`${held < least ? 'MISSED ' : ''}${held} of ${seeds} seeds (at least ${least}): ${name}`);
    for (const { seed, missed } of told.toSorted((a, b) => a.seed - b.seed))
      if (missed !== undefined) console.log(`  seed ${seed}: ${missed}`);
  }
  return !failed;
}

const [, , share] = argv;
if (share !== undefined) await work(JSON.parse(share) as Share);
else {
  const began = performance.now();
  const held = await checkAll();
  console.log(
    `${held ? 'every figure holds' : 'a figure was missed'}, in ${Math.round((performance.now() - began) / 1_000)} s`,
  );
  process.exitCode = held ? 0 : 1;
}
