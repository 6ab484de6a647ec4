import type { Commit, DocumentChange } from '@berth/core';
import type { Names } from '../names.ts';
import { named, type Statement } from '../statement.ts';
import { documentParts } from './document-parts.ts';
import { manyDocumentParts } from './many-document-parts.ts';
import { newRunParts } from './new-run-parts.ts';
import { Parts } from './parts.ts';
import { auditPart, receiptPart } from './records.ts';
import { changesRun, lockedRunParts, lonelyRunParts } from './run-parts.ts';
import { taskParts } from './task-parts.ts';

/** With more documents the parts are for all of them together: the server would not take thousands of parts. */
export const MOST_APART = 8;

/**
 * One statement that carries out a commit, or does nothing. It is put together from parts, one for each thing that the commit
 * names, so its text follows from the commit's shape, and its one row says whether it was carried out.
 *
 * Each thing is looked for as it was read, its row at its version, and locked until the commit is over: exclusively what is to
 * be written, in share what is only held to. In READ COMMITTED a locking read that meets a row in somebody's hands waits, and
 * then holds its conditions against what that somebody left there; so what is found, stands. The part `go` has a row when
 * everything was found, and every writing part selects from it.
 *
 * What a statement cannot see is a row that was made after it began. Only who makes the same row himself can be wrong about
 * that, and the primary key stops him: the statement fails whole with a unique violation, which is a conflict.
 */
export function commitStatement(names: Names, org: string, commit: Commit): Statement {
  const parts = new Parts(names, org);
  const { runs, documents, tasks } = commit;
  const [run] = runs;
  if (
    run &&
    runs.length === 1 &&
    documents.length === 0 &&
    tasks.length === 0 &&
    run.expected > 0 &&
    changesRun(run)
  ) {
    // Finding, locking and writing are one for a single row.
    lonelyRunParts(parts, run);
    recordParts(parts, commit);
  } else commitParts(parts, commit);
  const text = parts.text();
  // What depends on how many there are is planned for just as many.
  const isLarge = runs.length + documents.length + tasks.length > MOST_APART;
  return isLarge ? { text, values: parts.values.all } : named(text, parts.values.all);
}

/** In one order for everybody, so that two commits wait for each other crosswise as seldom as can be. */
export function commitParts(parts: Parts, commit: Commit): void {
  const { runs, documents } = commit;
  if (documents.length > MOST_APART) manyDocumentParts(parts, documents.toSorted(byName));
  else for (const change of documents.toSorted(byName)) documentParts(parts, change);
  const inOrder = runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const change of inOrder.filter(({ expected }) => expected > 0)) lockedRunParts(parts, change);
  newRunParts(
    parts,
    inOrder.filter(({ expected }) => expected === 0),
  );
  for (const change of commit.tasks) taskParts(parts, change);
  recordParts(parts, commit);
}

function recordParts(parts: Parts, { audits, receipt }: Commit): void {
  if (audits.length > 0) auditPart(parts, audits);
  if (receipt) receiptPart(parts, receipt);
}

function byName(a: DocumentChange, b: DocumentChange): number {
  return `${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1;
}
