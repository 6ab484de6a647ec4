import { MemorySnapshot, type StoreContent } from '@berth/core/memory';
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

export function exportState({ at, seed, ids, store }: Snapshot): PortState {
  return sortedKeys({ format: FORMAT, now: at, seed, ids, store: store.content() }) as PortState;
}

/** @throws TypeError for what this version cannot read, saying what to do */
export function importState(state: PortState): Snapshot {
  checkFormat(state?.format);
  const { now, seed, ids, store } = parts(structuredClone(state));
  return new Snapshot(now, seed, ids, MemorySnapshot.from(store), true);
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
  readonly ids: IdCounts;
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
    throw new TypeError(
      `The state of the fake Port is damaged: "${path.join('.')}" is missing or is not what port.export() writes there; write the state anew`,
    );
  }
  return state as unknown as Parts;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
