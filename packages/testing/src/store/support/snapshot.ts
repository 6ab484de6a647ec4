import type { Store } from '@berth/core';
import { kinds } from './documents.ts';

interface Named {
  readonly runs?: readonly string[];
  readonly receipts?: readonly string[];
  /** Runs with a task to have something done. */
  readonly tasks?: readonly string[];
}

/** Everything that can be seen of an organisation. What is not found by asking for all is asked for by name. */
export async function snapshot(
  store: Store,
  { runs = [], receipts = [], tasks = [] }: Named = {},
): Promise<unknown> {
  const limit = 10_000;
  const listed = await store.runs({ limit });
  const ids = [...new Set([...runs, ...listed.items.map(({ id }) => id)])].sort();
  const ofRun = async (id: string) => ({
    id,
    run: await store.run(id),
    logs: await store.logs({ run: id, offset: 0, limit }),
    changes: await store.changes({ run: id, after: 0, limit }),
  });
  return {
    listed,
    runs: await Promise.all(ids.map(ofRun)),
    documents: await Promise.all(kinds.map((kind) => store.find(kind, {}))),
    audits: await store.audits({ limit }),
    receipts: await Promise.all(receipts.map((id) => store.receipt(id))),
    tasks: await Promise.all(tasks.map((run) => store.task({ run, kind: 'invoke' }))),
  };
}
