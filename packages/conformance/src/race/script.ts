import { requirementOf } from '../catalogue/catalogue.ts';
import type { Op } from '../model/op.ts';
import { header, makers, prelude, type ScriptOptions } from '../repro/prelude.ts';
import { quoted, variable } from '../repro/shell.ts';
import { type Names, requestOf } from '../sequence/wire.ts';
import type { RaceFinding } from './finding.ts';
import { clientName } from './naming.ts';
import { finalReads, RUN } from './program.ts';
import { namedCalls } from './script-calls.ts';
import { judgement } from './script-judge.ts';
import { isBeyondScripts, isToldByAnswers, shownRun } from './script-same.ts';

const TRIALS = 20;
/** Of the clients, each of which says by one what it was answered. */
const FIRST = 3;

const names: Names = {
  action: variable('action'),
  blueprint: variable('blueprint'),
  run: variable,
  entity: variable,
};

/** A shell script that races the calls of a finding again, up to so many times, and says itself whether the fault shows. */
export function raceScript(finding: RaceFinding, options: ScriptOptions): string {
  const { ids, message, story, seed, profile, program, picture } = finding;
  const requirement = requirementOf(ids[0] ?? '');
  const about = [
    `${message}. Found by ${story}; seed ${seed}, profile ${profile}.`,
    `It makes up to ${TRIALS} runs. Exit 1: the fault was shown. 0: it was not, which a race that is seldom lost may need`,
    'more trials for. 2: it could not be tried.',
  ];
  const ties = program.branches.flat().some(({ call }) => call === 'tie');
  return `${[
    header(requirement, about),
    ...picture
      .trimEnd()
      .split('\n')
      .map((line) => `#   ${line}`.trimEnd()),
    prelude(options),
    makers(['make_action', ...(ties ? (['make_blueprint'] as const) : [])]),
    functions,
    '',
    `action="\${PORT_ACTION:-}"`,
    'if [ -z "$action" ]; then action="$tag-action"; make_action "$action"; fi',
    ...(ties ? ['blueprint="$tag-blueprint"; make_blueprint "$blueprint"'] : []),
    ...program.branches.flatMap((branch, client) => clientOf(branch, client, finding)),
    ...(isBeyondScripts(finding)
      ? [`fail 'what is wrong is nothing that this script looks at: see the picture above'`]
      : []),
    '',
    `judged=0; for ((trial = 1; trial <= ${TRIALS}; trial++)); do`,
    ...trialOf(finding, ties).map((line) => `  ${line}`),
    'done',
    '[ "$judged" -gt 0 ] || fail "no call of the clients had a telling answer"',
    `echo "${requirement.id} not shown in $judged trials (a race may need more)"`,
  ].join('\n')}\n`;
}

const functions = `
# taken STATUS…: how many of them say that the call was accepted.
taken() { local each count=0; for each; do if [[ "$each" == 2?? ]]; then count=$((count + 1)); fi; done; echo "$count"; }
# told STATUS…: whether each of them says what became of the call.
told() { local each; for each; do if [[ "$each" != [24]?? || "$each" == 408 || "$each" == 429 ]]; then return 1; fi; done; }
shown() { printf 'FAULT SHOWN: %s (trial %s)\\n' "$1" "$trial"; exit 1; }`;

function clientOf(branch: readonly Op[], client: number, finding: RaceFinding): readonly string[] {
  const tell = isToldByAnswers(finding) ? `; ${shownRun}` : '';
  const calls = branch.map((op) => `  ${sending(op, finding.profile)}; echo "$status"${tell}`);
  return [`client_${clientName(client)}() {`, ...calls, '}'];
}

function trialOf(finding: RaceFinding, ties: boolean): readonly string[] {
  const { program, profile } = finding;
  const clients = program.branches.map((_, client) => clientName(client));
  const calls = namedCalls(program);
  const told = isToldByAnswers(finding);
  const statuses = calls.map(({ name }) => `"$${name}"`).join(' ');
  return [
    ...(ties
      ? [
          `e0="$tag-e0-$trial"; made=("/blueprints/$blueprint/entities/$e0?delete_dependents=true" "\${made[@]}")`,
        ]
      : []),
    ...program.prefix.flatMap((op) => prepared(op, profile)),
    `exec ${clients.map((client, at) => `${at + FIRST}< <(client_${client})`).join(' ')}`,
    ...calls.flatMap(({ name, client }) => [
      `read -r ${name} <&${client + FIRST} || ${name}='no answer'`,
      ...(told ? [`read -r ${name}_run <&${client + FIRST} || ${name}_run=null`] : []),
    ]),
    `echo "trial $trial:" ${statuses}`,
    `if ! told ${statuses}; then continue; fi; judged=$((judged + 1))`,
    'sleep "$settle"',
    ...finalReads(program).map((op) => `${sending(op, profile)}; must 'reading'; read_${op.call}=$answer`),
    ...judgement(finding),
  ];
}

function prepared(op: Op, profile: RaceFinding['profile']): readonly string[] {
  if (op.call !== 'create') return [`${sending(op, profile)}; must 'set-up'`];
  const get = sending({ call: 'get', run: RUN }, profile);
  return [
    `${sending(op, profile)}; must 'execution'`,
    `${RUN}=$(text '.run.id // .context.runId' 'a.run?.id ?? a.context?.runId'); runs+=("$${RUN}")`,
    `for ((waited = 0; waited < settle; waited++)); do ${get}; [ "$status" = 404 ] || break; sleep 1; done`,
  ];
}

function sending(op: Op, profile: RaceFinding['profile']): string {
  const { method, path, json } = requestOf(op, names, profile);
  return `call ${method} ${quoted(path)}${json === undefined ? '' : ` ${quoted(JSON.stringify(json))}`}`;
}
