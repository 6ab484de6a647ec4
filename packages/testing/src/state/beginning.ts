import { memoryStore } from '@berth/core/memory';
import type { FakePortOptions } from '../fake-port.ts';
import { importState, type PortState } from './port-state.ts';
import { Snapshot } from './snapshot.ts';

const SEED = 'berth';

/** What a fake begins as: what it is told to, on top of the state that it is given, on top of nothing. */
export function beginning(options: FakePortOptions) {
  const from = options.state ? snapshotOf(options.state) : nothing();
  return { from, seed: seedOf(options), now: options.now ?? from.at };
}

export function seedOf({ seed, state }: FakePortOptions): string {
  return String(seed ?? state?.seed ?? SEED);
}

/** @throws TypeError for a state that cannot be read */
export function snapshotOf(state: Snapshot | PortState): Snapshot {
  return state instanceof Snapshot ? state : importState(state);
}

function nothing(): Snapshot {
  return new Snapshot('2024-01-01T00:00:00.000Z', SEED, {}, memoryStore().snapshot(), false);
}
