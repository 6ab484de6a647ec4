import type { Commit, Store } from '@berth/core';
import { land, started } from './commits.ts';
import { anEntity, entity, holdDocument, plant, put, remove, touch, versionOf } from './documents.ts';
import { anAudit, aReceipt } from './records.ts';
import { aRun, holdRun, log, logged, make, move, readRun } from './runs.ts';
import { aTask, finish, makeTask, putOff } from './tasks.ts';

export const target = entity('target');
/** What may be there without being listed. */
export const names = {
  runs: ['new', 'fine', 'stale', 'unknown'],
  receipts: ['new', 'kept'],
  tasks: ['new', 'stale', 'done'],
};

/** Something of every sort, with the versions that run and entity `stale` had before they moved. */
export async function prepared(store: Store) {
  await started(store, aRun('fine'));
  const run = await started(store, aRun('stale'));
  await land(store, { runs: [move(run, { summary: 'moved' }, [logged('stale', 'moved')])] });
  for (const key of ['stale', 'gone', 'replaced', 'touched', 'deleted', 'held']) await plant(store, key);
  const [document, gone] = await Promise.all(
    [entity('stale'), entity('gone')].map((ref) => versionOf(store, ref)),
  );
  await plant(store, 'stale');
  await land(store, {
    documents: [remove(entity('gone'), gone ?? 0)],
    tasks: ['stale', 'done'].map((name) => makeTask(aTask(name))),
    receipt: aReceipt('kept'),
  });
  await land(store, { tasks: [putOff(aTask('stale'), 1, aTask('stale').dueAt)] });
  return { run, document: document ?? 0, gone: gone ?? 0 };
}

type Stale = Awaited<ReturnType<typeof prepared>>;

/** A commit that does a little of everything, and that nothing stands against. */
export async function everything(store: Store): Promise<Commit> {
  const version = (key: string) => versionOf(store, entity(key));
  const fine = await readRun(store, 'fine');
  return {
    runs: [make(aRun('new')), move(fine, { summary: 'written' }, [logged('fine', 'written')])],
    documents: [
      put(entity('new'), 0, anEntity('new'), [target]),
      put(entity('replaced'), await version('replaced'), anEntity('written'), [target]),
      touch(entity('touched'), await version('touched')),
      remove(entity('deleted'), await version('deleted')),
      holdDocument(entity('held'), await version('held')),
      holdDocument(entity('absent'), 0),
    ],
    audits: [anAudit('new', { context: { run: 'fine' } })],
    tasks: [makeTask(aTask('new')), finish(aTask('done'), 1)],
    receipt: aReceipt('new'),
  };
}

/** What may be out of date in a commit. */
export const stale: Readonly<Record<string, (was: Stale) => Partial<Commit>>> = {
  'a state for a run that has moved': ({ run }) => ({ runs: [move(run, { summary: 'late' })] }),
  'a line for a run that has moved': ({ run }) => ({ runs: [log('stale', run.version, 'late')] }),
  'a guard on a run that has moved': ({ run }) => ({ runs: [holdRun('stale', run.version)] }),
  'a run that was made already': () => ({ runs: [make(aRun('stale'))] }),
  'a line for a run that is not there': () => ({ runs: [log('unknown', 1, 'late')] }),
  'a document that has moved': ({ document }) => ({
    documents: [put(entity('stale'), document, anEntity('late'))],
  }),
  'a document that was made already': () => ({ documents: [put(entity('stale'), 0, anEntity('late'))] }),
  'a document that is gone': ({ gone }) => ({ documents: [put(entity('gone'), gone, anEntity('late'))] }),
  'a touch of a document that has moved': ({ document }) => ({
    documents: [touch(entity('stale'), document)],
  }),
  'a touch of a document that is gone': ({ gone }) => ({ documents: [touch(entity('gone'), gone)] }),
  'a delete of a document that has moved': ({ document }) => ({
    documents: [remove(entity('stale'), document)],
  }),
  'a delete of a document that is gone': ({ gone }) => ({ documents: [remove(entity('gone'), gone)] }),
  'a guard on a document that has moved': ({ document }) => ({
    documents: [holdDocument(entity('stale'), document)],
  }),
  'a guard on a document that is gone': ({ gone }) => ({ documents: [holdDocument(entity('gone'), gone)] }),
  'a guard on the absence of a document that is there': () => ({
    documents: [holdDocument(entity('stale'), 0)],
  }),
  'a task that is another’s by now': () => ({ tasks: [finish(aTask('stale'), 1)] }),
  'a task that was done already': () => ({ tasks: [finish(aTask('unknown'), 1)] }),
  'a task that was made already': () => ({ tasks: [makeTask(aTask('stale'))] }),
  'a receipt that is there already': () => ({ receipt: aReceipt('kept') }),
};
