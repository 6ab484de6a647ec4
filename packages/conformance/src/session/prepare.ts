import { catalogue } from '../catalogue/catalogue.ts';
import type { Area, Requirement } from '../catalogue/requirement.ts';
import type { Check } from '../check/check.ts';
import type { Capability } from '../target/target.ts';
import { connect } from './connect.ts';
import type { HeaderEvent, PlanEvent, ResultEvent } from './events.ts';
import { measureLag } from './lag.ts';
import type { OpenedSession } from './open-session.ts';
import type { ConformanceOptions } from './options.ts';
import { NOT_AGREED, planOf } from './plan.ts';
import { probe } from './probe.ts';
import { sortOut } from './run-checks.ts';
import { version } from './version.ts';

/** What is going to be tried, and what was found out on the way there. */
export interface Prepared {
  readonly plan: PlanEvent;
  readonly tried: readonly Check[];
  readonly untried: readonly ResultEvent[];
  /** Milliseconds that reads were seen to be behind. */
  readonly lag: number;
}

/**
 * First contact, then what the target offers. Where consent is asked for, nothing is tried before it was given: the plan
 * then counts on whatever cannot be known without writing.
 * @throws Unreachable
 */
export async function prepare(
  opened: OpenedSession,
  options: ConformanceOptions,
  selected: readonly Requirement[],
  say: (event: HeaderEvent | PlanEvent) => void,
): Promise<Prepared> {
  const { session } = opened;
  await connect(options.target, session.timeout, session.signal);
  const writes = !session.readOnly;
  const asks = options.consent !== undefined;
  const first = await capabilitiesOf(opened, options, writes && !asks);
  opened.capable(first.capabilities);
  const lag = asks ? 0 : await lagOf(opened, options);
  say(headerOf(opened, options, first));
  const assumed =
    asks && writes ? new Set<Capability>([...first.capabilities, ...unknownYet]) : session.capabilities;
  const planned = sorted(assumed);
  const plan = planOf(planned.tried, session, options, generates(selected));
  say(plan);
  if (!asks) return { plan, ...planned, lag };
  if (!(await options.consent?.(plan))) {
    session.abort(NOT_AGREED);
    return { plan, tried: [], untried: planned.untried, lag };
  }
  if (writes) opened.capable((await capabilitiesOf(opened, options, true)).capabilities);
  return { plan, ...sorted(session.capabilities), lag: await lagOf(opened, options) };

  function sorted(capabilities: ReadonlySet<Capability>) {
    return sortOut(selected, {
      target: options.target,
      capabilities,
      profile: session.profile,
      mode: session.mode,
      live: session.live,
      readOnly: session.readOnly,
      receiver: !session.live || options.receiver !== undefined,
    });
  }
}

/** Found out by calls that may write. */
const unknownYet: readonly Capability[] = ['actions-admin', 'entities', 'bulk', 'approval'];

const drawn: ReadonlySet<Area> = new Set([
  'RUN-PATCH',
  'RUN-LOG',
  'RUN-STATE',
  'RUN-LIST',
  'ENT-TIE',
  'CONC',
]);

/** Sequences can break the requirements of these areas, races those of concurrency. */
function generates(selected: readonly Requirement[]): { sequences: boolean; races: boolean } {
  return {
    sequences: selected.some(({ area }) => drawn.has(area)),
    races: selected.some(({ area }) => area === 'CONC'),
  };
}

interface Offered {
  readonly capabilities: readonly Capability[];
  readonly undeclared: readonly Capability[];
}

async function capabilitiesOf(
  { session, connected, made }: OpenedSession,
  { target, capabilities: asked, receiver }: ConformanceOptions,
  writes: boolean,
): Promise<Offered> {
  // A target that says what it is, and is not asked to prove it, costs nothing here.
  if (asked === undefined && target.capabilities)
    return { capabilities: target.capabilities, undeclared: [] };
  const hooks = writes && session.mode !== 'smoke' && (!session.live || receiver !== undefined);
  const found = await probe(session, connected, made, { writes, receiver: hooks });
  if (!asked) return { capabilities: found, undeclared: [] };
  const tokens = found.filter((each) => each === 'tokens');
  const undeclared = found.filter((each) => each !== 'tokens' && !asked.includes(each));
  return { capabilities: [...new Set([...asked, ...tokens])], undeclared };
}

async function lagOf(
  { session, connected, made }: OpenedSession,
  { settle }: ConformanceOptions,
): Promise<number> {
  if (settle !== undefined || session.live || session.readOnly) return 0;
  const lag = await measureLag(session, connected, made);
  if (lag > 0) session.settling.widen(Math.ceil(lag * 1.5) + 250);
  return lag;
}

export function headerOf(
  { session }: OpenedSession,
  { target, strict = false }: ConformanceOptions,
  { capabilities, undeclared }: Offered,
): HeaderEvent {
  return {
    type: 'header',
    format: 1,
    version,
    target: target.name,
    live: session.live,
    strict,
    profile: session.profile,
    requirements: catalogue.revision,
    mode: session.mode,
    seed: session.seed,
    tag: session.tag,
    startedAt: new Date().toISOString(),
    capabilities,
    undeclared,
  };
}
