import type { Run } from '../api/types.ts';
import { durationOf } from '../parts/times.ts';
import { lookOf } from '../status/look.ts';

interface Column {
  readonly id: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  /** What runs are sorted by; columns without it are not sorted by. */
  readonly keyOf?: (run: Run) => string | number;
}

const nameOf = (reference: Run['action'] | undefined) =>
  (reference?.title ?? reference?.identifier ?? '').toLowerCase();

const columns = [
  { id: 'run', title: 'Run', width: 168 },
  { id: 'action', title: 'Action', width: 165, keyOf: (run) => nameOf(run.action) },
  { id: 'entity', title: 'Entity', width: 110, keyOf: (run) => nameOf(run.entity) },
  {
    id: 'status',
    title: 'Status',
    width: 184,
    keyOf: ({ status, statusLabel }) => `${lookOf(status).words} ${statusLabel ?? ''}`,
  },
  { id: 'links', title: 'Links', width: 110 },
  { id: 'inputs', title: 'Inputs', width: 118 },
  { id: 'start', title: 'Start', width: 164, keyOf: (run) => run.createdAt },
  { id: 'end', title: 'End', width: 164, keyOf: (run) => run.endedAt ?? '' },
  { id: 'duration', title: 'Duration', width: 84, keyOf: (run) => durationOf(run, Date.now()) },
  { id: 'by', title: 'By', width: 136, keyOf: byWhom },
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]['id'];

export const COLUMNS: readonly (Column & { readonly id: ColumnId })[] = columns;

/** Pixels on a narrow page, where what matters most comes first. */
const NARROW: { readonly [id: string]: number } = { run: 92, status: 138, action: 170 };

/** The columns that are shown, from the left. */
export function columnsFor(hidden: readonly ColumnId[], isNarrow: boolean): typeof COLUMNS {
  const shown = COLUMNS.filter(({ id }) => !hidden.includes(id));
  if (!isNarrow) return shown;
  const first = Object.entries(NARROW).flatMap(([name, width]) =>
    shown.filter(({ id }) => id === name).map((column) => ({ ...column, width })),
  );
  return [...first, ...shown.filter(({ id }) => NARROW[id] === undefined)];
}

export function isColumn(text: string): text is ColumnId {
  return columns.some(({ id }) => id === text);
}

/** Who executed a run: the e-mail where it is known. */
export function byWhom({ email, createdBy }: Run): string {
  return email ?? createdBy ?? '';
}
