import { runsMade } from '../safety/cleanup.ts';
import { isPort } from '../target/address.ts';
import { Unreachable } from './connect.ts';
import type { FooterEvent, HeaderEvent, PlanEvent, ResultEvent, SessionEvent } from './events.ts';
import { expectedReason } from './expectations.ts';
import { footerOf } from './footer.ts';
import { openSession } from './open-session.ts';
import type { ConformanceOptions } from './options.ts';
import { headerOf, prepare } from './prepare.ts';
import { progressOf } from './progress.ts';
import { reproFiles } from './repro-files.ts';
import { type Found, foundBy, merged } from './results.ts';
import { runChecks } from './run-checks.ts';
import { searchAll } from './search.ts';
import { select } from './select.ts';
import { tidy } from './tidy.ts';

/** What came of a session. */
export interface Conformance {
  readonly header: HeaderEvent;
  readonly plan: PlanEvent | undefined;
  readonly results: readonly ResultEvent[];
  readonly footer: FooterEvent;
}

/**
 * Holds a target against the requirements and tells the reporters. Rejects only for options that cannot be
 * (RangeError for an unknown requirement): whatever a target does is part of the answer.
 */
export async function runConformance(given: ConformanceOptions): Promise<Conformance> {
  const options = { ...given, live: given.live ?? isPort(given.target.name) };
  const selected = select(options);
  const began = performance.now();
  const { say, header } = announcer(options);
  const { maxRequests = Number.POSITIVE_INFINITY } = options;
  const opened = openSession(options, (event) => {
    say(event);
    // What was made is cleaned up all the same.
    if (event.number >= maxRequests && event.purpose !== 'cleanup')
      opened.session.abort(`the limit of ${maxRequests} requests was reached`);
  });
  const { session } = opened;
  const { tell: progress, stop } = progressOf(options, session);
  const timer = setTimer(options, session.abort);

  let plan: PlanEvent | undefined;
  let results: readonly ResultEvent[] = [];
  let failure: Failure | undefined;
  try {
    progress('connect', 0, 1);
    const prepared = await prepare(opened, options, selected, say);
    plan = prepared.plan;
    const { tried, untried, lag } = prepared;
    const named = await runChecks(opened, tried, (done, about) =>
      progress('checks', done, tried.length, about),
    );
    const files = reproFiles(session, options.target.name, options.folder);
    const searched = await searchAll(opened, plan, options, files, progress);
    const found = [...foundBy(session.invariants.violations), ...searched.found, ...lagFound(lag)];
    const wanted = new Set(selected.map(({ id }) => id));
    results = merged(
      [...untried, ...named, ...searched.judged],
      found.filter(({ id }) => wanted.has(id)),
    ).map(files.ofCheck);
  } catch (error) {
    failure = failureOf(error, session.signal);
  }
  clearTimeout(timer);
  // A session that did not get so far has a header too, since every report begins with one.
  if (!header()) say(headerOf(opened, options, { capabilities: [], undeclared: [] }));

  const today = new Date();
  results = results.map((result) => {
    const expected = expectedReason(options.expectations ?? {}, result, today);
    return expected === undefined ? result : { ...result, expected };
  });
  results = results.map((result) => session.redactor.value(result) as ResultEvent);
  for (const result of results) say(result);
  const kept = options.keep || failure?.unreachable;
  const left = kept
    ? { left: [], runsLeft: runsMade(session.journal.entries) }
    : await tidy(opened, (done, total) => progress('cleanup', done, total));
  const ended = { ...failure, aborted: opened.aborted() };
  const footer = footerOf({ session, options, results, ended, left, today, ms: performance.now() - began });
  stop();
  say(footer);
  for (const reporter of options.reporters ?? []) await reporter.end?.();
  await opened.close();
  return { header: header() as HeaderEvent, plan, results, footer };
}

/** Exchanges come before the header, which says what they found out: they wait for it. */
function announcer({ reporters = [] }: ConformanceOptions) {
  const waiting: SessionEvent[] = [];
  let header: HeaderEvent | undefined;
  const tell = (event: SessionEvent) => {
    for (const reporter of reporters) reporter.event(event);
  };
  return {
    header: () => header,
    say: (event: SessionEvent) => {
      if (header) return tell(event);
      if (event.type !== 'header') return void waiting.push(event);
      header = event;
      for (const each of [event, ...waiting.splice(0)]) tell(each);
    },
  };
}

function setTimer(
  { maxTime }: ConformanceOptions,
  abort: (reason: string) => void,
): NodeJS.Timeout | undefined {
  return maxTime === undefined
    ? undefined
    : setTimeout(() => abort(`the limit of ${maxTime} ms was reached`), maxTime).unref();
}

/** Why a session could not be carried through. */
export interface Failure {
  readonly unreachable?: string;
  readonly crashed?: string;
}

function failureOf(error: unknown, signal: AbortSignal): Failure | undefined {
  if (error instanceof Unreachable) return { unreachable: error.message };
  if (signal.aborted) return undefined;
  return { crashed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function lagFound(lag: number): readonly Found[] {
  if (lag === 0) return [];
  const message =
    'a read right after a write shows it (if this target is meant to lag, say how long with --settle MS, and this is no finding)';
  const got = `after ${Math.round(lag)} ms`;
  return [
    { id: 'RUN-GET-009', finding: { by: 'exchange', message, expected: 'at once', got, exchanges: [] } },
  ];
}
