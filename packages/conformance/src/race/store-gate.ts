import { setImmediate as turn } from 'node:timers/promises';
import type { Scheduler } from 'fast-check';
import type { AroundStore } from '../target/target.ts';
import { allOver } from './starting-gate.ts';
import type { Start } from './trial.ts';

/** Turns of the event loop after which a client that has not come to the store is taken to wait for another one. */
const PATIENCE = 20;

/** Holds calls of a store while a race is on, so that a scheduler says which of them goes on. */
export interface StoreGate {
  readonly around: AroundStore;
  start(scheduler: Scheduler): Start;
}

export function storeGate(): StoreGate {
  let scheduler: Scheduler | undefined;
  let running = 0;

  /** A choice is made among all clients, not among those that were quick to come. */
  async function untilAllWait(race: Scheduler): Promise<void> {
    for (let turns = 0; turns < PATIENCE && race.count() < running; turns += 1) await turn();
  }

  return {
    around: async (operation, call) => {
      if (scheduler) await scheduler.schedule(Promise.resolve(), operation);
      return call();
    },
    start: (race) => async (clients) => {
      scheduler = race;
      running = clients.length;
      const over = allOver(
        clients.map((client) => async () => {
          try {
            await client();
          } finally {
            running -= 1;
          }
        }),
      );
      try {
        await race.waitFor(over, async (release) => {
          await untilAllWait(race);
          await release();
        });
      } finally {
        scheduler = undefined;
        while (race.count() > 0) await race.waitNext(1);
      }
    },
  };
}
