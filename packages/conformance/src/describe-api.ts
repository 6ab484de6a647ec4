import { checks } from './cases/index.ts';
import { requirementOf } from './catalogue/catalogue.ts';
import type { Level } from './catalogue/requirement.ts';
import type { Check } from './check/check.ts';
import { invariantIds, type Violation } from './invariants/invariants.ts';
import { applies } from './session/applies.ts';
import type { PlanEvent, ResultEvent } from './session/events.ts';
import { type OpenedSession, openSession } from './session/open-session.ts';
import type { SessionOptions } from './session/options.ts';
import { reproFiles } from './session/repro-files.ts';
import { runCheck } from './session/run-check.ts';
import { searchAll } from './session/search.ts';
import { tidy } from './session/tidy.ts';
import { isPort } from './target/address.ts';
import type { Target } from './target/target.ts';

/** What is used of a test runner; vitest's, Jest's, Mocha's and `node:test`'s functions all fit. */
export interface TestRunner {
  describe(name: string, define: () => void): unknown;
  it(name: string, test: () => Promise<void>): unknown;
  afterAll?(close: () => Promise<void>): unknown;
}

export interface DescribeOptions extends Omit<SessionOptions, 'target'> {
  /** What is only a SHOULD, and what is only tolerated, must hold too. */
  readonly strict?: boolean;
  /** Requirements that are not this target's to meet, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
}

/**
 * Registers one test for each requirement that applies to the target, named `RUN-PATCH-008: …`. What applies is told by the
 * target's `capabilities` and `controls`, since tests are registered before anything can be asked.
 * @throws TypeError when the target declares no capabilities, Error for an exception that is no requirement
 */
export function describeApi(
  target: Target,
  { describe, it, afterAll }: TestRunner,
  { strict = false, except = {}, ...options }: DescribeOptions = {},
): void {
  const { capabilities } = target;
  if (!capabilities)
    throw new TypeError(`${target.name} declares no capabilities, by which tests are registered`);
  for (const id of Object.keys(except)) requirementOf(id);
  const port = isPort(target.name);
  const { profile = 'openapi', live = port, readOnly = port } = options;
  const { mode = live ? 'lite' : 'standard' } = options;
  const given = {
    target,
    capabilities: new Set(capabilities),
    profile,
    mode,
    live,
    readOnly,
    receiver: true,
  };
  const applying = checks.filter((check) => !Object.hasOwn(except, check.id) && applies(check, given).run);
  // What is held against every answer comes last, when there are answers.
  const ordered = [...applying.filter((check) => !isInvariant(check)), ...applying.filter(isInvariant)];

  let opening: OpenedSession | undefined;
  const opened = () => {
    if (!opening) {
      opening = openSession({ ...options, target }, () => {});
      opening.capable(capabilities);
    }
    return opening;
  };

  describe(`${target.name}, profile ${profile}`, () => {
    afterAll?.(async () => {
      if (!opening) return;
      // What is in this process goes with it; a server keeps what was made.
      if (URL.canParse(target.name)) await tidy(opening, () => {});
      await opening.close();
    });
    for (const check of ordered) {
      it(`${check.id}: ${requirementOf(check.id).text}`, async () => {
        const { session, connected, made } = opened();
        const result = await runCheck(session, connected, made, check);
        const problem = problemOf(result, strict, session.invariants.violations);
        if (problem !== undefined) throw new Error(problem);
      });
    }
    if (mode === 'smoke' || readOnly) return;
    for (const [name, plan] of searches) {
      if (Object.keys(except).some((id) => name.startsWith(`${id}:`))) continue;
      it(name, async () => {
        const own = opened();
        const { found, judged } = await searchAll(
          own,
          plan,
          { ...options, target },
          reproFiles(own.session, target.name),
          () => {},
        );
        const lines = [
          ...found
            .filter(({ id }) => !Object.hasOwn(except, id) && counts(requirementOf(id).level, strict))
            .map(({ id, finding }) => `${id} ${told(finding)}`),
          ...judged.flatMap(({ id, outcome, reason }) => (outcome === 'passed' ? [] : [`${id} ${reason}`])),
        ];
        if (lines.length > 0) throw new Error(lines.join('\n'));
      });
    }
  });
}

const nothing = { type: 'plan', checks: 0, sequences: 0, races: 0, requests: 0, runsLeft: 0 } as const;

/** Fewer than a session draws, since tests run many times a day. */
const searches: readonly [name: string, plan: PlanEvent][] = [
  ['answers generated sequences of calls as the model says', { ...nothing, sequences: 20 }],
  [`CONC-010: ${requirementOf('CONC-010').text}`, { ...nothing, races: 8 }],
];

function isInvariant({ id }: Check): boolean {
  return invariantIds.includes(id);
}

type Told = Pick<Violation, 'message' | 'expected' | 'got'> & { readonly calls?: readonly string[] };

function counts(level: Level, strict: boolean): boolean {
  return strict || level === 'MUST' || level === 'MUST-IF';
}

/** What a test fails with. */
function problemOf(
  result: ResultEvent,
  strict: boolean,
  violations: readonly Violation[],
): string | undefined {
  const { id, level, outcome, reason, findings, warnings, tolerated } = result;
  const lines = violations.flatMap((violation) => (violation.id === id ? [told(violation)] : []));
  if (outcome !== 'passed' && counts(level, strict))
    lines.push(...(reason === undefined ? [] : [reason]), ...findings.map(told));
  if (outcome === 'error') lines.push(reason ?? 'the checker itself failed');
  if (strict) lines.push(...warnings, ...tolerated);
  return lines.length > 0 ? `${id} ${level} ${outcome}\n${lines.join('\n')}` : undefined;
}

function told({ message, expected, got, calls = [] }: Told): string {
  const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 1_000);
  const expectation = expected === undefined ? '' : `\n  expected ${shown(expected)}`;
  return `${message}${calls.map((call) => `\n  ${call}`).join('')}${expectation}${got === undefined ? '' : `\n  got      ${shown(got)}`}`;
}
