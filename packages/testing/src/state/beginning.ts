import { memoryStore } from '@berth/core/memory';
import type { FakePortOptions } from '../fake-port.ts';
import { noneDrawn } from '../keyed-ids.ts';
import { RealDate } from '../time/real.ts';
import { importState, type PortState } from './port-state.ts';
import { Snapshot } from './snapshot.ts';

const SEED = 'berth';

/**
 * What a fake begins as: what it is told to, on top of the state that it is given, on top of nothing.
 * @param isPlanted whether what the options name is in that state already
 * @throws TypeError for a state that cannot be read, and for a `now` that is no instant
 */
export function beginning(options: FakePortOptions, isPlanted: boolean): Snapshot {
  const { at, ids, store } = options.state === undefined ? nothing() : snapshotOf(options.state);
  const now = options.now === undefined ? at : instantOf(options.now);
  return new Snapshot(now, seedOf(options), ids, store, isPlanted);
}

export function seedOf({ seed, state }: FakePortOptions): string {
  return String(seed ?? state?.seed ?? SEED);
}

/** @throws TypeError for a state that cannot be read */
export function snapshotOf(state: Snapshot | PortState): Snapshot {
  return state instanceof Snapshot ? state : importState(state);
}

function instantOf(now: Date | string | number): string {
  const instant = new RealDate(now);
  if (Number.isNaN(instant.getTime()))
    throw new TypeError(`createFakePort: "now" is no instant: ${String(now)}`);
  return instant.toISOString();
}

let empty: Snapshot | undefined;

function nothing(): Snapshot {
  empty ??= new Snapshot('2024-01-01T00:00:00.000Z', SEED, noneDrawn, memoryStore().snapshot(), false);
  return empty;
}
