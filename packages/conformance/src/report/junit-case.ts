import type { ResultEvent } from '../session/events.ts';
import { aboutOf } from './about.ts';
import { findingText } from './finding-text.ts';
import { failsAsExpected } from './verdict.ts';
import { xmlElement, xmlText } from './xml.ts';

export interface Case {
  readonly kind: 'passed' | 'skipped' | 'failure' | 'error';
  readonly ms: number;
  readonly xml: string;
}

/** `counted`: it makes the target fail. `stale`: it was expected to fail and did not. */
export function caseOf(area: string, result: ResultEvent, counted: boolean, stale: boolean): Case {
  const { id, level, warnings, tolerated, notes, ms } = result;
  const { kind, message, body = '' } = stale ? STALE : judged(result, counted);
  const attributes = kind === 'skipped' ? { message } : { message, type: level };
  const said = [
    `${level}: ${aboutOf(id).text}`,
    ...warnings.map((text) => `warning: ${text}`),
    ...tolerated.map((text) => `tolerated: ${text}`),
    ...notes.map((text) => `note: ${text}`),
  ];
  return testcase(id, area, kind, ms, [
    ...(kind === 'passed' ? [] : [xmlElement(kind, attributes, body === '' ? [] : [xmlText(body)])]),
    xmlElement('system-out', {}, [xmlText(said.join('\n'))]),
  ]);
}

export function incompleteCase(message: string): Case {
  return testcase('session', 'session', 'error', 0, [
    xmlElement('error', { message, type: 'incomplete' }, []),
  ]);
}

export function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function testcase(
  name: string,
  classname: string,
  kind: Case['kind'],
  ms: number,
  children: readonly string[],
): Case {
  return { kind, ms, xml: xmlElement('testcase', { name, classname, time: secondsOf(ms) }, children) };
}

interface Judged {
  readonly kind: Case['kind'];
  readonly message: string;
  readonly body?: string;
}

const STALE: Judged = {
  kind: 'failure',
  message: 'was expected to fail and did not: take it off the expectations',
};

function judged(result: ResultEvent, counted: boolean): Judged {
  const { outcome, level, reason, expected, findings } = result;
  const body = findings.map(findingText).join('\n\n');
  const first = findings[0]?.message ?? reason ?? outcome;
  if (outcome === 'passed') return { kind: 'passed', message: '' };
  if (outcome === 'skipped' || outcome === 'not-applicable')
    return { kind: 'skipped', message: [outcome.replace('-', ' '), ...(reason ? [reason] : [])].join(': ') };
  if (outcome === 'error') return { kind: 'error', message: `the checker failed: ${reason ?? first}`, body };
  if (failsAsExpected(result))
    return { kind: 'skipped', message: `${outcome} as expected: ${expected}`, body };
  if (!counted) return { kind: 'skipped', message: `${outcome}, does not count (${level}): ${first}`, body };
  if (outcome === 'untestable') return { kind: 'error', message: `untestable: ${reason ?? first}`, body };
  return { kind: 'failure', message: first, body };
}
