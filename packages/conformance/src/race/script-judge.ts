import { endingOf } from '../model/op.ts';
import { quoted } from '../repro/shell.ts';
import type { RaceFinding } from './finding.ts';
import { type Named, namedCalls, shown } from './script-calls.ts';
import { sameAnswers } from './script-same.ts';

/** Lines of a shell that look at what the clients were answered and what was read then, and say when it is broken. */
export function judgement(finding: RaceFinding): readonly string[] {
  const calls = namedCalls(finding.program);
  switch (finding.ids[0]) {
    case 'CONC-001':
    case 'CONC-003':
    case 'CONC-004':
      return [...oneEnding(calls, finding), ...logs(calls.filter(isEnding), finding)];
    case 'CONC-002':
      return theEnding(calls, finding);
    case 'CONC-005':
    case 'CONC-006':
      return logs(
        calls.filter((each) => !isEnding(each)),
        finding,
      );
    case 'CONC-007':
    case 'CONC-008':
      return details(calls, finding);
    case 'CONC-009':
      return ties(calls, finding);
    default:
      return sameAnswers(finding);
  }
}

const isEnding = ({ op }: Named) => endingOf(op) !== undefined;
const statuses = (calls: readonly Named[]) => calls.map(({ name }) => `"$${name}"`).join(' ');

function oneEnding(calls: readonly Named[], finding: RaceFinding): readonly string[] {
  const endings = calls.filter(isEnding);
  const got = endings.map(({ name }) => `$${name}`).join(', ');
  return [`if [ "$(taken ${statuses(endings)})" != 1 ]; then ${shown(finding, got)}; fi`];
}

function theEnding(calls: readonly Named[], finding: RaceFinding): readonly string[] {
  const endings = calls.filter(isEnding);
  const pairs = endings.map(({ name, op }) => `"$${name} ${endingOf(op)}"`).join(' ');
  return [
    'answer=$read_get; is=$(text .run.status a.run?.status)',
    `if [ "$(taken ${statuses(endings)})" = 1 ]; then`,
    `  for each in ${pairs}; do`,
    `    if [[ "$each" == 2* && "$is" != "\${each#* }" ]]; then ${shown(finding, '$is, and answered was $each')}; fi`,
    '  done',
    'fi',
  ];
}

function logs(calls: readonly Named[], finding: RaceFinding): readonly string[] {
  return calls.flatMap(({ name, op }) => {
    if (op.call !== 'log') return [];
    const message = quoted(JSON.stringify(op.body.message));
    return [
      `answer=$read_logs; want=${message}`,
      `times=$(json '[.runLogs[]? | select(.message == $want)] | length' 'a.runLogs.filter((l) => l.message === want).length')`,
      unless(name, finding, 'in the log'),
    ];
  });
}

/** Accepted and there once, or refused and not there. */
function unless(name: string, finding: RaceFinding, where: string): string {
  const broken = `[[ "$${name}" == 2?? && "$times" != 1 ]] || [[ "$${name}" == 4?? && "$times" != 0 ]]`;
  return `if ${broken}; then ${shown(finding, `$${name}, and $times times ${where}`)}; fi`;
}

function ties(calls: readonly Named[], finding: RaceFinding): readonly string[] {
  return calls.flatMap(({ name, op }) => {
    if (op.call !== 'tie') return [];
    const { entity } = op;
    return [
      `answer=$read_affected; want="\\"$${entity}\\""`,
      `times=$(json '[.audits[]? | select(.context.entity == $want)] | length' 'a.audits.filter((r) => r.context?.entity === want).length')`,
      unless(name, finding, 'among its records'),
    ];
  });
}

/** Each key that was set is one of the values that were accepted. */
function details(calls: readonly Named[], finding: RaceFinding): readonly string[] {
  return (['statusLabel', 'link', 'summary'] as const).flatMap((key) => {
    const setters = calls.flatMap(({ name, op }) => {
      const body: Readonly<Record<string, unknown>> =
        op.call === 'patch' || op.call === 'log' ? { ...op.body } : {};
      return body[key] === undefined ? [] : [{ name, value: JSON.stringify(body[key]) }];
    });
    if (setters.length === 0) return [];
    return [
      "want=''; answer=$read_get",
      ...setters.map(
        ({ name, value }) => `if [[ "$${name}" == 2?? ]]; then want="$want,"${quoted(value)}; fi`,
      ),
      `want="[\${want#,}]"`,
      `holds=$(json '.run.${key} as $is | any($want[]; . == $is or [.] == $is)' 'want.some((w) => [w, [w]].some((is) => JSON.stringify(is) === JSON.stringify(a.run?.${key})))')`,
      `is=$(json .run.${key} a.run?.${key})`,
      `if [ "$want" != '[]' ] && [ "$holds" != true ]; then ${shown({ ...finding, message: `${key} is what an accepted call has set` }, `$is, and accepted was $want`)}; fi`,
    ];
  });
}
