/** A run by its place in the program: the id it gets is known only once it was executed. */
export type RunName = `r${number}`;
export type EntityName = `e${number}`;
export type Ending = 'SUCCESS' | 'FAILURE';

export interface PatchBody {
  readonly status?: Ending;
  readonly statusLabel?: string;
  readonly link?: string | readonly string[];
  readonly summary?: string;
}

export interface LogEntry {
  readonly message: string;
  readonly terminationStatus?: Ending;
  readonly statusLabel?: string;
}

export type TieChange = 'create' | 'update' | 'delete';

/** One call, as plain data, so that it can be sent, drawn, shrunk, written down and sent again. */
export type Op =
  | { readonly call: 'create'; readonly run: RunName; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly call: 'patch'; readonly run: RunName; readonly body: PatchBody }
  | { readonly call: 'log'; readonly run: RunName; readonly body: LogEntry }
  | { readonly call: 'tie'; readonly run: RunName; readonly entity: EntityName; readonly change: TieChange }
  | { readonly call: 'get'; readonly run: RunName }
  | { readonly call: 'logs'; readonly run: RunName }
  | { readonly call: 'affected'; readonly run: RunName }
  /** The running runs of the program's action. */
  | { readonly call: 'list' };

export type PatchOp = Extract<Op, { call: 'patch' }>;
export type LogOp = Extract<Op, { call: 'log' }>;
export type TieOp = Extract<Op, { call: 'tie' }>;
/** What changes a run that is there already. */
export type Write = PatchOp | LogOp | TieOp;

export function isWrite(op: Op): op is Write {
  return op.call === 'patch' || op.call === 'log' || op.call === 'tie';
}

export function runOf(op: Op): RunName | undefined {
  return op.call === 'list' ? undefined : op.run;
}

/** The ending that the call asks for. */
export function endingOf(op: Op): Ending | undefined {
  if (op.call === 'patch') return op.body.status;
  return op.call === 'log' ? op.body.terminationStatus : undefined;
}
