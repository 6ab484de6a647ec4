import { runIn } from '../model/claim.ts';
import { quoted } from '../repro/shell.ts';
import type { RaceFinding } from './finding.ts';
import type { Entry } from './history.ts';
import { LINEARIZABLE } from './judge.ts';
import { namedCalls, shown } from './script-calls.ts';
import { seen, statusOf } from './seen.ts';

const keys = ['status', 'statusLabel', 'link', 'summary'];
/** The run of the last answer, as far as it is compared. */
export const shownRun = `json '[${keys.map((key) => `.run.${key}`).join(', ')}]' '[${keys.map((key) => `a.run?.${key} ?? null`).join(', ')}]'`;

/** What is wrong is told by no rule of its own, only by the very answers that no order explains. */
export function isToldByAnswers({ ids }: RaceFinding): boolean {
  return ids[0] === LINEARIZABLE;
}

/** Clauses that are about what is not compared. */
export function isBeyondScripts(finding: RaceFinding): boolean {
  const clause = finding.shown.violation.unexplained?.violation.clause ?? '';
  return isToldByAnswers(finding) && /updatedAt|endedAt|records|audits/.test(clause);
}

export function sameAnswers(finding: RaceFinding): readonly string[] {
  const { history, finals } = finding.shown;
  const { messages } = seen(history, finals);
  const calls = namedCalls(finding.program);
  const entries = finding.program.branches.flatMap((_, client) =>
    history.filter((entry) => entry.client === client),
  );
  const get = finals.find(({ op }) => op.call === 'get');
  const differs = calls.flatMap(({ name, op }, at) => {
    const entry = entries[at];
    if (!entry) return [];
    const run = op.call === 'patch' || op.call === 'get' ? [`[ "$${name}_run" != ${runOf(entry)} ]`] : [];
    return [`[ "$${name}" != ${statusOf(entry) ?? quoted('no answer')} ]`, ...run];
  });
  const got = calls.map(({ name }) => `$${name}`).join(', ');
  return [
    'same=true',
    `if ${differs.join(' || ')}; then same=false; fi`,
    ...(get ? [`answer=$read_get; if [ "$(${shownRun})" != ${runOf(get)} ]; then same=false; fi`] : []),
    ...(messages
      ? [
          `answer=$read_logs; is=$(json '[.runLogs[]?.message]' 'a.runLogs.map((l) => l.message)')`,
          `if [ "$is" != ${quoted(JSON.stringify(messages))} ]; then same=false; fi`,
        ]
      : []),
    `if [ "$same" = true ]; then ${shown(finding, got)}; fi`,
  ];
}

function runOf({ outcome }: Entry): string {
  const run = outcome.kind === 'answered' ? runIn(outcome.body) : {};
  return quoted(JSON.stringify(keys.map((key) => run[key] ?? null)));
}
