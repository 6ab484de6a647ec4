import type { Reporter } from '../session/events.ts';
import { byArea } from './about.ts';
import { type Case, caseOf, incompleteCase, secondsOf } from './junit-case.ts';
import type { StoredSession } from './stored-session.ts';
import { countedAgainst, verdictOf, verdictText } from './verdict.ts';
import { writtenReporter } from './written-reporter.ts';
import { xmlElement } from './xml.ts';

/**
 * For CI: red exactly when the verdict is. What does not hold and does not count (a SHOULD, an expected failure, what held
 * when tried again) is `skipped`, so that it is seen; set-up that failed and the checker's own faults are `error`.
 */
export function junitReporter(file: string): Reporter {
  return writtenReporter(file, junitXml);
}

export function junitXml(session: StoredSession): string {
  const { header, footer, results } = session;
  const against = new Set(countedAgainst(session).map(({ id }) => id));
  const stale = new Set(footer?.stale ?? []);
  const verdict = verdictOf(session);
  const suites: readonly Suite[] = [
    ...(verdict.word === 'INCOMPLETE'
      ? [{ name: 'session', cases: [incompleteCase(verdictText(verdict))] }]
      : []),
    ...byArea(results).map(({ area, results: of }) => ({
      name: area,
      cases: of.map((result) => caseOf(area, result, against.has(result.id), stale.has(result.id))),
    })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  const time = secondsOf(footer?.ms ?? timeOf(all));
  const head = { name: `conform ${header.target}`, ...countsOf(all), time };
  const children = suites.map((suite) => `\n${suiteXml(suite, header.startedAt)}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', head, children)}\n`;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function suiteXml({ name, cases }: Suite, timestamp: string): string {
  const head = { name, ...countsOf(cases), time: secondsOf(timeOf(cases)), timestamp };
  return xmlElement(
    'testsuite',
    head,
    cases.map(({ xml }) => `\n${xml}`),
  );
}

function countsOf(cases: readonly Case[]) {
  const count = (kind: Case['kind']) => cases.filter((each) => each.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function timeOf(cases: readonly Case[]): number {
  return cases.reduce((sum, { ms }) => sum + ms, 0);
}
