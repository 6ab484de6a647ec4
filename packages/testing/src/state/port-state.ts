import { MemorySnapshot, SharedMap, type StoreContent } from '@berth/core/memory';
import { firstOf, section } from '../journal/section.ts';
import type { IdCounts } from '../keyed-ids.ts';
import { Snapshot } from './snapshot.ts';
import { sortedKeys } from './sorted-keys.ts';

const FORMAT = 'fake-port/1';

/** A fake Port written down: JSON, its keys in order, so that two of them can be compared line by line. */
export interface PortState {
  /** `fake-port/1`. */
  readonly format: string;
  readonly [part: string]: unknown;
}

/** @throws Error when backends are at work: what they are about to do cannot be written down */
export function checkExportable(backends: readonly string[]): void {
  if (backends.length === 0) return;
  throw new Error(
    `port.export: a state cannot hold what backends are about to do: wait until they have done it, by port.settle() for one.\n${section('At work', firstOf(backends))}`,
  );
}

export function exportState({ at, seed, ids, store: kept }: Snapshot): PortState {
  const counts = Object.fromEntries(ids.entries());
  const content = kept.content();
  // Each fake that reads the state takes what nobody has done: how often that was says nothing.
  const tasks = content.tasks.map((task) => ({ ...task, version: 1 }));
  const store = { ...content, tasks };
  return sortedKeys({ format: FORMAT, now: at, seed, ids: counts, store }) as PortState;
}

/** @throws TypeError for what this version cannot read, saying what to do */
export function importState(state: PortState): Snapshot {
  checkFormat(state?.format);
  const { now, seed, ids, store } = parts(structuredClone(state));
  return new Snapshot(now, seed, countsIn(ids), contentIn(store), true);
}

function countsIn(ids: Parts['ids']): IdCounts {
  const counts: IdCounts = new SharedMap();
  for (const [key, count] of Object.entries(ids)) counts.set(key, count);
  return counts;
}

function contentIn(store: StoreContent): MemorySnapshot {
  try {
    return MemorySnapshot.from(store);
  } catch {
    throw damaged('store');
  }
}

function checkFormat(format: unknown): void {
  if (format === FORMAT) return;
  throw new TypeError(
    typeof format === 'string'
      ? `The state has the format "${format}", and this version of @berth/testing reads "${FORMAT}": use the version that wrote it, or set a fake up anew and write its state with port.export()`
      : 'This is no state of a fake Port: write one with port.export()',
  );
}

interface Parts {
  readonly now: string;
  readonly seed: string;
  /** How many ids have been drawn by each key. */
  readonly ids: Readonly<Record<string, number>>;
  readonly store: StoreContent;
}

const kinds: readonly (readonly [path: readonly string[], isSo: (value: unknown) => boolean])[] = [
  [['now'], (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value))],
  [['seed'], (value) => typeof value === 'string'],
  [['ids'], (value) => isObject(value) && Object.values(value).every(isCount)],
  ...['runs', 'documents', 'audits', 'receipts', 'tasks'].map(
    (list) => [['store', list], Array.isArray] as const,
  ),
  [['store', 'documentVersion'], isCount],
];

function parts(state: PortState): Parts {
  for (const [path, isSo] of kinds) {
    const value = path.reduce<unknown>((of, key) => (isObject(of) ? of[key] : undefined), state);
    if (isSo(value)) continue;
    throw damaged(path.join('.'));
  }
  return state as unknown as Parts;
}

function damaged(part: string): TypeError {
  return new TypeError(
    `The state of the fake Port is damaged: "${part}" is missing or is not what port.export() writes there; write the state anew`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
