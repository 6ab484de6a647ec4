import { requirementOf } from '../catalogue/catalogue.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import { type EntityName, isWrite, type Op, type RunName, runOf } from '../model/op.ts';
import type { ProgramStep, SequenceFinding } from '../sequence/finding.ts';
import { storyOf } from '../sequence/finding.ts';
import { showCall } from '../sequence/show.ts';
import { type Names, requestOf } from '../sequence/wire.ts';
import { keyOf, scripted } from './claim-script.ts';
import { header, makers, prelude, type ScriptOptions } from './prelude.ts';
import { quoted, variable } from './shell.ts';

const names: Names = {
  action: variable('action'),
  blueprint: variable('blueprint'),
  run: variable,
  entity: variable,
};
/** Of a value in a message. */
const MAX_SHOWN = 300;

/** A shell script that makes the calls of a finding again and says itself whether the fault is still there. */
export function programScript(finding: SequenceFinding, options: ScriptOptions): string {
  const requirement = requirementOf(finding.ids[0] ?? '');
  const { program, profile, seed } = finding;
  const about = [
    `${finding.message}. Found by ${storyOf(finding)}; seed ${seed}, profile ${profile}.`,
    'Exit 1: the fault was shown. 0: it was not. 2: it could not be tried.',
  ];
  const last = program.length - 1;
  return `${[
    header(requirement, about),
    prelude(options),
    ...setUp(program),
    '',
    ...program.slice(0, last).flatMap((step, at) => [...perform(step, finding), ...keep(finding, at)]),
    ...judged(finding, program[last], requirement),
  ].join('\n')}\n`;
}

function setUp(program: readonly ProgramStep[]): readonly string[] {
  const entities = new Set(program.flatMap(({ op }): EntityName[] => (op.call === 'tie' ? [op.entity] : [])));
  return [
    makers(['make_action', ...(entities.size > 0 ? (['make_blueprint'] as const) : [])]),
    '',
    `action="\${PORT_ACTION:-}"`,
    'if [ -z "$action" ]; then action="$tag-action"; make_action "$action"; fi',
    ...(entities.size > 0 ? ['blueprint="$tag-blueprint"; make_blueprint "$blueprint"'] : []),
    ...[...entities].map(
      (name) =>
        `${name}="$tag-${name}"; made=("/blueprints/$blueprint/entities/$${name}?delete_dependents=true" "\${made[@]}")`,
    ),
  ];
}

/** The call, and a line that says what came of it. */
function perform({ op, was }: ProgramStep, { profile }: SequenceFinding): readonly string[] {
  const said = `printf '%-70s %s\\n' ${quoted(`${showCall(op)}`)} "$status (was ${was})"`;
  const sent = sending(op, profile);
  if (op.call !== 'create') return [`${sent}; ${said}`];
  const { run } = op;
  return [
    `${sent}; ${said}; must 'execution'`,
    `${run}=$(text '.run.id // .context.runId' 'a.run?.id ?? a.context?.runId'); runs+=("$${run}")`,
    ...visible(run, profile),
  ];
}

function sending(op: Op, profile: SequenceFinding['profile']): string {
  const { method, path, json } = requestOf(op, names, profile);
  return `call ${method} ${quoted(path)}${json === undefined ? '' : ` ${quoted(JSON.stringify(json))}`}`;
}

/** A run that was just executed may not be there at once. */
function visible(run: RunName, profile: SequenceFinding['profile']): readonly string[] {
  const get = sending({ call: 'get', run }, profile);
  return [
    `for ((waited = 0; waited < settle; waited++)); do ${get}; [ "$status" = 404 ] || break; sleep 1; done`,
  ];
}

/** What the last read before the fault showed, where the fault is that it changed. */
function keep({ claim, program, run }: SequenceFinding, at: number): readonly string[] {
  const reads = program.slice(0, -1).findLastIndex(({ op }) => op.call === 'get' && runOf(op) === run);
  if (claim.about !== 'kept' || at !== reads) return [];
  return [`kept=$(json ${keyOf(claim.key).map(quoted).join(' ')})`];
}

function judged(
  finding: SequenceFinding,
  step: ProgramStep | undefined,
  { id }: Requirement,
): readonly string[] {
  if (!step) return [];
  const { want, holds, got } = scripted(finding.claim);
  const expected = expectedOf(finding);
  const calls = perform(step, finding);
  const read = !isWrite(step.op) && step.op.call !== 'create';
  return [
    `want=${want}`,
    `holds() { ${holds}; }`,
    ...(read ? untilSettled(calls) : calls),
    `expected=${expected}; got="${got}"`,
    `if holds; then echo "not shown: ${id} expected $expected, and so it is"; exit 0; fi`,
    `echo "FAULT SHOWN: ${id} expected $expected got $got"`,
    'exit 1',
  ];
}

/** A read that may be behind is done again until it holds or the time to settle is over. */
function untilSettled(calls: readonly string[]): readonly string[] {
  const again = '  if holds || [ "$waited" -ge "$settle" ]; then break; fi';
  return [
    'for ((waited = 0; ; waited++)); do',
    ...calls.map((line) => `  ${line}`),
    again,
    '  sleep 1',
    'done',
  ];
}

/** What should be, as a shell word; what only the run at hand has stands in a variable. */
function expectedOf({ claim, expected }: SequenceFinding): string {
  if (claim.about === 'run') return `"\\"$${claim.run}\\""`;
  if (claim.about === 'kept') return '"$kept"';
  const plain =
    claim.about === 'status' || claim.about === 'refusal' ? String(expected) : JSON.stringify(expected);
  return quoted(plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain);
}
