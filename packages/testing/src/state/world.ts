import type { Store } from '@berth/core';
import type { MemoryStore } from '@berth/core/memory';
import type { Berth } from '@berth/http';
import type { SettableClock } from '../clock.ts';
import type { KeyedIds } from '../keyed-ids.ts';
import { fenced } from './fenced.ts';
import { exportState, type PortState } from './port-state.ts';
import { Snapshot } from './snapshot.ts';

/** Everything about a fake that can be put back. */
export interface World {
  /** Stays the same one, whatever the world is put back to. Answers when the world is ready; rejects when it cannot be. */
  readonly berth: Berth;
  /** Making a fake is synchronous; what it is to begin with is planted before its first answer, once. */
  ready(): Promise<void>;
  snapshot(): Snapshot;
  restore(to: Snapshot): void;
  export(): Promise<PortState>;
}

interface Parts {
  readonly from: Snapshot;
  readonly isPlanted: boolean;
  readonly seed: string;
  readonly store: MemoryStore;
  readonly clock: SettableClock;
  readonly ids: KeyedIds;
  /** A new one for each time that the world is put back: a service remembers versions, which are then given again. */
  newBerth(store: Store): Berth;
  plant(berth: Berth): Promise<void>;
}

/** From one restoring to the next. */
interface Life {
  isOver: boolean;
  isPlanted: boolean;
  berth?: Berth;
  planting?: Promise<void>;
}

export function worldOf({ from, isPlanted, seed, store, clock, ids, newBerth, plant }: Parts): World {
  let life = begin(from, isPlanted);

  function begin({ store: held, ids: counts }: Snapshot, planted: boolean): Life {
    store.restore(held);
    ids.goOnFrom(counts);
    return { isOver: false, isPlanted: planted };
  }

  /** Made when it is needed, so that putting back takes no time. */
  function berthIn(of: Life): Berth {
    of.berth ??= newBerth(fenced(store, () => of.isOver));
    return of.berth;
  }

  async function plantIn(of: Life): Promise<void> {
    if (of.isPlanted) return;
    await plant(berthIn(of));
    of.isPlanted = true;
  }

  const readyIn = (of: Life) => (of.planting ??= plantIn(of));
  const ready = () => readyIn(life);
  const snapshot = () =>
    new Snapshot(clock.now.toISOString(), seed, ids.counts(), store.snapshot(), life.isPlanted);

  return {
    berth: {
      answer: async (exchange) => {
        // Before anything is awaited: a request stays in the life that it came into.
        const of = life;
        await readyIn(of);
        return berthIn(of).answer(exchange);
      },
      serves: (method, path) => berthIn(life).serves(method, path),
      hasCredentials: true,
      close: async () => life.berth?.close(),
    },
    ready,
    snapshot,
    restore: (to) => {
      life.isOver = true;
      clock.set(new Date(to.at));
      life = begin(to, to.isPlanted);
    },
    export: async () => {
      await ready();
      return exportState(snapshot());
    },
  };
}
