import type { Op } from './op.ts';
import type { Outcome } from './outcome.ts';
import { isOpen, type RunState, runsIn, type State } from './state.ts';

const places = ['an open run', 'a run ended by PATCH', 'a run ended by a log'] as const;
const writes = [
  'PATCH of details',
  'PATCH of no key',
  'PATCH that ends',
  'log',
  'log with a label',
  'final log',
];
const reads = ['GET', 'GET logs'];
const replaced = ['statusLabel', 'link', 'summary'].map((key) => `${key} replaced`);

/** Every situation that a program can bring about, with the outcome that it has at a target that is right. */
export function reachable(ties: boolean): readonly string[] {
  const on = (kinds: readonly string[], outcome: (place: string, kind: string) => string) =>
    kinds.flatMap((kind) => places.map((place) => `${kind} on ${place}: ${outcome(place, kind)}`));
  const taken = (place: string, kind: string) =>
    place === places[0] ? 'taken' : kind === 'PATCH of no key' ? 'answered' : 'refused';
  return [
    ...on(writes, taken),
    'the same PATCH status again: refused',
    ...replaced,
    ...on(reads, () => 'taken'),
    'active runs, one of them open',
    'active runs, one of ours ended',
    ...(ties
      ? [
          ...on(['tie'], (place) => (place === places[0] ? 'taken' : 'answered')),
          ...on(['affected'], () => 'taken'),
        ]
      : []),
  ];
}

/** The situations of this call, seen from the state before it. */
export function reachedBy(state: State, op: Op, outcome: Outcome): readonly string[] {
  if (op.call === 'create') return [];
  if (op.call === 'list') {
    const runs = runsIn(state).map(([, run]) => isOpen(run));
    return [
      ...(runs.includes(true) ? ['active runs, one of them open'] : []),
      ...(runs.includes(false) ? ['active runs, one of ours ended'] : []),
    ];
  }
  const run = state.runs[op.run];
  if (!run) return [];
  const place = isOpen(run) ? places[0] : run.endedBy === 'log' ? places[2] : places[1];
  const kind = kindOf(op);
  const either = !isOpen(run) && (kind === 'PATCH of no key' || kind === 'tie');
  const taken = outcome.kind === 'answered' && outcome.status < 300 ? 'taken' : 'refused';
  const came = outcome.kind === 'unknown' ? 'unknown' : either ? 'answered' : taken;
  return [`${kind} on ${place}: ${came}`, ...(op.call === 'patch' ? ofPatch(run, op.body, came) : [])];
}

function ofPatch(
  run: RunState,
  body: Extract<Op, { call: 'patch' }>['body'],
  came: string,
): readonly string[] {
  if (!isOpen(run)) {
    const again = Object.keys(body).length === 1 && body.status === run.status.value;
    return again ? [`the same PATCH status again: ${came}`] : [];
  }
  const keys = (['statusLabel', 'link', 'summary'] as const).filter(
    (key) => body[key] !== undefined && run[key].value !== null,
  );
  return keys.map((key) => `${key} replaced`);
}

function kindOf(op: Exclude<Op, { call: 'create' | 'list' }>): string {
  switch (op.call) {
    case 'patch':
      if (op.body.status !== undefined) return 'PATCH that ends';
      return Object.keys(op.body).length === 0 ? 'PATCH of no key' : 'PATCH of details';
    case 'log':
      if (op.body.terminationStatus !== undefined) return 'final log';
      return op.body.statusLabel === undefined ? 'log' : 'log with a label';
    case 'get':
      return 'GET';
    case 'logs':
      return 'GET logs';
    default:
      return op.call;
  }
}
