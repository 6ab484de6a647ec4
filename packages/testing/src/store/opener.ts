import { randomUUID } from 'node:crypto';
import type { Case, Fresh } from './case.ts';
import type { OpenedStore, StoreRunner } from './describe-store.ts';

/** Gives each case its organisations, opens with the first and closes behind the last. */
export function opener(
  open: () => Promise<OpenedStore>,
  { it, scale = 1 }: StoreRunner,
): { readonly it: Case } {
  const toCome = new Set<symbol>();
  let opening: Promise<OpenedStore> | undefined;

  async function closeBehindLast(done: symbol): Promise<void> {
    toCome.delete(done);
    if (toCome.size > 0) return;
    const opened = await opening;
    opening = undefined;
    await opened?.close();
  }

  return {
    it: (name, body, timeoutMs) => {
      const id = Symbol(name);
      toCome.add(id);
      const run = async () => {
        try {
          opening ??= open();
          await body(freshIn(await opening, scale));
        } finally {
          await closeBehindLast(id);
        }
      };
      it(name, run, timeoutMs);
    },
  };
}

function freshIn({ store, storeFor }: OpenedStore, scale: number): Fresh {
  const newName = () => `org_${randomUUID()}`;
  const name = newName();
  return {
    store: storeFor(name),
    again: () => storeFor(name),
    another: () => storeFor(newName()),
    opened: store,
    scaled: (count) => Math.max(1, Math.round(count * scale)),
  };
}
