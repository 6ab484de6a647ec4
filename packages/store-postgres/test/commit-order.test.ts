import type { Commit, DocumentChange, RunChange, Store } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { commit, instant, making, run } from '../../testing/test/processes/commits.ts';
import { randomFrom } from '../../testing/test/processes/random.ts';
import { entity } from './support/entity.ts';
import { disorderIn, type Landed, type State } from './support/order.ts';
import { freshStore } from './support/schema.ts';

const KEYS = ['b k0', 'b k1', 'b k2', 'b k3', 'b k4'];
const RUNS = ['r_0', 'r_1', 'r_2'];
const WORKERS = 8;
const COMMITS = 120;

/** What all workers of a test leave behind. */
interface Work {
  readonly store: Store;
  readonly landed: Landed[];
  readonly marks: Map<State, string>;
  readonly lines: Map<string, string[]>;
  /** Runs that were to be made, and whether their commits landed. */
  readonly made: Map<string, boolean>;
}

/** One commit as it comes together. */
interface Draft {
  readonly mark: string;
  readonly random: () => number;
  readonly read: State[];
  readonly replaced: Map<State, State | undefined>;
}

/** Reads a document, and writes it in one of the ways there are or is held to it. */
async function draftDocument(work: Work, draft: Draft, key: string): Promise<DocumentChange> {
  const [found] = await work.store.documents([{ kind: 'entity', key }]);
  const { mark, random, read, replaced } = draft;
  const written = entity(key, mark);
  if (!found) {
    const next = random() < 0.4 ? written : 'unchanged';
    return { kind: 'entity', key, expected: 0, next, pointsAt: [] };
  }
  const { version, value } = found;
  const state: State = `${key}@${version}`;
  read.push(state);
  work.marks.set(state, (value as { readonly title: string }).title);
  const ways = [written, 'touched', 'deleted', 'unchanged', 'unchanged', 'unchanged'] as const;
  const next = ways[Math.floor(random() * ways.length)] ?? 'unchanged';
  if (next !== 'unchanged') replaced.set(state, next === 'deleted' ? undefined : `${key}@${version + 1}`);
  return { kind: 'entity', key, expected: version, next, pointsAt: [] };
}

/** Reads a run, and gives it another state, or adds a line, or is held to it. */
async function draftRun({ store }: Work, draft: Draft, id: string): Promise<RunChange> {
  const found = await store.run(id);
  if (!found) throw new Error(`there is no ${id}`);
  const { version, value } = found;
  const { mark, random, read, replaced } = draft;
  const state: State = `${id}@${version}`;
  read.push(state);
  const choice = random();
  const log = { id: mark, runId: id, message: mark, createdBy: 'ada', createdAt: instant };
  const events = choice < 0.5 ? [{ type: 'logged' as const, log }] : [];
  if (choice > 0.25) return { id, expected: version, next: 'unchanged', events };
  replaced.set(state, `${id}@${version + 1}`);
  return { id, expected: version, next: { ...value, summary: mark }, events };
}

async function draftCommit(work: Work, draft: Draft): Promise<Commit> {
  const some = (things: readonly string[], share: number) => things.filter(() => draft.random() < share);
  const documents: DocumentChange[] = [];
  for (const key of some(KEYS, 0.45)) documents.push(await draftDocument(work, draft, key));
  const runs: RunChange[] = [];
  for (const id of some(RUNS, 0.3)) runs.push(await draftRun(work, draft, id));
  if (draft.random() < 0.2) runs.push(...making(run(draft.mark)).runs);
  return commit({ runs, documents });
}

async function workOn(work: Work, worker: number, also: readonly DocumentChange[]): Promise<void> {
  const random = randomFrom(worker + 1);
  for (let done = 0; done < COMMITS; done += 1) {
    const draft: Draft = { mark: `${worker}.${done}`, random, read: [], replaced: new Map() };
    const drafted = await draftCommit(work, draft);
    const { committed } = await work.store.commit({
      ...drafted,
      documents: [...drafted.documents, ...also],
    });
    if (drafted.runs.some(({ id }) => id === draft.mark)) work.made.set(draft.mark, committed);
    if (!committed) continue;
    work.landed.push(draft);
    for (const { id, events } of drafted.runs) if (events.length > 0) work.lines.get(id)?.push(draft.mark);
  }
}

describe('commits on eight connections', () => {
  it.each([
    ['few', 0],
    ['many', 9],
  ])(
    'can be put in one order, whatever each has read, was held to and wrote, with %s documents in each',
    async (_, more) => {
      const store = await freshStore();
      const lines = new Map(RUNS.map((id): [string, string[]] => [id, []]));
      const work: Work = { store, landed: [], marks: new Map(), lines, made: new Map() };
      for (const id of RUNS) await store.commit(making(run(id)));
      // Beyond a number of documents a commit takes another form.
      const also = Array.from(
        { length: more },
        (__, at): DocumentChange => ({
          kind: 'entity',
          key: `b absent${at}`,
          expected: 0,
          next: 'unchanged',
          pointsAt: [],
        }),
      );
      const workers = Array.from({ length: WORKERS }, (__, at) => workOn(work, at, also));
      await Promise.all(workers);
      expect(work.landed.length).toBeGreaterThan(WORKERS * 5);
      expect(disorderIn(work.landed, work.marks)).toBeUndefined();
      for (const id of RUNS) await expectLines(store, id, lines.get(id) ?? []);
      for (const [id, landed] of work.made) expect((await store.run(id)) !== undefined).toBe(landed);
      expect(new Set(work.made.values()).size).toBe(2);
    },
  );
});

/** Each line of a commit that landed, once, and none of one that did not; numbered without a gap. */
async function expectLines(store: Store, id: string, lines: readonly string[]): Promise<void> {
  const kept = await store.logs({ run: id, offset: 0, limit: lines.length + 1 });
  expect(kept.map(({ message }) => message).toSorted()).toEqual(lines.toSorted());
  const changes = await store.changes({ run: id, after: 0, limit: lines.length + 1 });
  expect(changes.map(({ seq }) => seq)).toEqual(lines.map((_, at) => at + 1));
}
