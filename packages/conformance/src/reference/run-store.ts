import type { AroundStore } from '../target/target.ts';
import type { RunRecord } from './run-record.ts';

export interface Versioned {
  readonly run: RunRecord;
  readonly version: number;
}

/** Runs behind calls that take time. What a replacement does beside is done in the same step. */
export interface RunStore {
  get(id: string): Promise<Versioned | undefined>;
  all(): Promise<readonly RunRecord[]>;
  insert(run: RunRecord): Promise<void>;
  /** Writes what `make` gives if the run is still as it was at `version`; `make` giving nothing leaves it. */
  replace(
    id: string,
    version: number,
    make: () => RunRecord | undefined,
  ): Promise<RunRecord | 'stale' | undefined>;
}

const direct: AroundStore = (_operation, call) => call();

/** Without `checked`, the last writer wins: for seeing what becomes of that. */
export function runStore(around: AroundStore = direct, checked = true): RunStore {
  const records = new Map<string, Versioned>();
  return {
    get: (id) => around('get', async () => records.get(id)),
    all: () => around('all', async () => [...records.values()].map(({ run }) => run)),
    insert: (run) => around('insert', async () => void records.set(run.id, { run, version: 1 })),
    replace: (id, version, make) =>
      around('replace', async () => {
        if (checked && records.get(id)?.version !== version) return 'stale';
        const run = make();
        if (run) records.set(id, { run, version: version + 1 });
        return run;
      }),
  };
}
