import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySnapshot, type MemoryStore, memoryStore } from '../src/memory.ts';
import { seenIn } from './support/seen-in.ts';
import { type WorldStep, worldSteps } from './support/world-steps.ts';
import { type Write, writeFor } from './support/write-to.ts';

/** What was written to a store, however it came to hold that, and how it answered. */
interface Written {
  readonly write: Write;
  readonly answer: unknown;
}
interface World {
  readonly store: MemoryStore;
  history: readonly Written[];
}
interface Taken {
  readonly snapshot: MemorySnapshot;
  readonly history: readonly Written[];
}

/** Does the steps to a store, to its forks, and to theirs. */
async function worldsAfter(steps: readonly WorldStep[]): Promise<readonly World[]> {
  const worlds: World[] = [{ store: memoryStore(), history: [] }];
  const taken: Taken[] = [];
  let audits = 0;
  const newAuditId = () => {
    audits += 1;
    return `a_${audits}`;
  };
  for (const step of steps) {
    const world = worlds[step.on % worlds.length] as World;
    const { store, history } = world;
    if (step.type === 'fork') worlds.push({ store: store.fork(), history });
    else if (step.type === 'snapshot') taken.push({ snapshot: store.snapshot(), history });
    else if (step.type === 'restore') {
      const chosen = taken[step.from % taken.length];
      if (!chosen) continue;
      store.restore(chosen.snapshot);
      world.history = chosen.history;
    } else {
      const write = await writeFor(step.write, store, newAuditId);
      world.history = [...history, { write, answer: await write(store) }];
    }
  }
  return [...worlds, ...taken.map(restored)];
}

function restored({ snapshot, history }: Taken): World {
  const store = memoryStore();
  store.restore(snapshot);
  return { store, history };
}

/** A store that shares nothing with any other. */
async function replayed(history: readonly Written[]): Promise<MemoryStore> {
  const store = memoryStore();
  for (const { write, answer } of history) expect(await write(store)).toEqual(answer);
  return store;
}

describe('a store, its forks and its snapshots', () => {
  it('each hold what was done to them and nothing else, as a store does that shares nothing', async () => {
    await fc.assert(
      fc.asyncProperty(worldSteps, async (steps) => {
        for (const { store, history } of await worldsAfter(steps)) {
          const alone = await replayed(history);
          expect(await seenIn(store)).toEqual(await seenIn(alone));
          expect(store.snapshot().content()).toEqual(alone.snapshot().content());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('come back from JSON as they were, and in one order however they came about', async () => {
    await fc.assert(
      fc.asyncProperty(worldSteps, async (steps) => {
        for (const { store, history } of await worldsAfter(steps)) {
          const text = JSON.stringify(store.snapshot().content());
          const read = memoryStore();
          read.restore(MemorySnapshot.from(JSON.parse(text)));
          expect(await seenIn(read)).toEqual(await seenIn(store));
          expect(JSON.stringify(read.snapshot().content())).toBe(text);
          expect(JSON.stringify((await replayed(history)).snapshot().content())).toBe(text);
        }
      }),
      { numRuns: 200 },
    );
  });
});
