import type { OperationId } from './operations.ts';

/** Something that a client or a backend did which it must not do. */
export interface Violation {
  readonly code:
    | 'unknown-operation'
    | 'schema'
    | 'illegal-transition'
    | 'double-terminal'
    | 'unsigned'
    | 'ack-twice';
  readonly message: string;
  /** Of an unknown operation: those that come closest, the closest first. */
  readonly nearest?: readonly Nearest[];
}

export interface Nearest {
  readonly op: OperationId;
  readonly diff: string;
}

/** Error names of answers to what a run does not take in the state that it is in. */
const illegal = new Set([
  'run_exhausted',
  'run_waiting_for_approval',
  'run_synchronized_error',
  'run_not_waiting_for_approval',
]);

/** What an answer says against its request. */
export function violationsIn(
  op: OperationId,
  request: unknown,
  status: number,
  answer: string,
): readonly Violation[] {
  if (status < 400) return [];
  const { error = '', message = '' } = JSON.parse(answer) as { error?: string; message?: string };
  if (op === 'runs.ack' && status === 409) return [{ code: 'ack-twice', message }];
  if (illegal.has(error)) {
    const isSecondEnd = error === 'run_exhausted' && endsRun(request);
    return [{ code: isSecondEnd ? 'double-terminal' : 'illegal-transition', message }];
  }
  return status === 422 ? [{ code: 'schema', message }] : [];
}

function endsRun(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return 'status' in body || 'terminationStatus' in body;
}
