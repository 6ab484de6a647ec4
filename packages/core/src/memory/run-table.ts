import type { RunChanged } from '../run/event.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Version } from '../store/version.ts';
import { SharedList } from './shared-list.ts';
import { SharedMap } from './shared-map.ts';
import { byTimeThenId } from './sorted.ts';

export interface RunRow {
  run: Run;
  version: Version;
  /** All that happened; the lines of the log, which are among it, once more by themselves. */
  readonly events: RunChanged[];
  readonly logs: RunLog[];
}

/** Runs by id, and by `createdAt` and id. */
export class RunTable {
  #rows = new SharedMap<string, RunRow>();
  #inOrder = new SharedList<RunRow>(byCreation);

  fork(): RunTable {
    const forked = new RunTable();
    forked.#rows = this.#rows.fork();
    forked.#inOrder = this.#inOrder.fork();
    return forked;
  }

  get(id: string): RunRow | undefined {
    return this.#rows.get(id);
  }

  /** To be changed in place. */
  mine(id: string): RunRow | undefined {
    return this.#rows.mine(id, (row) => ({ ...row, events: row.events.slice(), logs: row.logs.slice() }));
  }

  add(row: RunRow): void {
    this.#rows.set(row.run.id, row);
    this.#inOrder.add(row);
  }

  /** Newest first, until `visit` says that this is enough. */
  newestFirst(visit: (row: RunRow) => 'enough' | undefined): void {
    if (!this.#rows.isShared) this.#inOrder.backwards(visit);
    else this.#inOrder.backwards((row) => visit(this.#present(row)));
  }

  oldestFirst(): readonly RunRow[] {
    return this.#inOrder.all().map((row) => this.#present(row));
  }

  remove(ids: ReadonlySet<string>): void {
    for (const id of ids) this.#rows.delete(id);
    this.#inOrder.replace(this.#inOrder.all().filter(({ run }) => !ids.has(run.id)));
  }

  /** The list keeps the row that a run had when it came in; the one that was copied from it is found by id. */
  #present(row: RunRow): RunRow {
    return (this.#rows.isShared && this.#rows.get(row.run.id)) || row;
  }
}

function byCreation({ run: a }: RunRow, { run: b }: RunRow): number {
  return byTimeThenId(a.createdAt, a.id, b.createdAt, b.id);
}
