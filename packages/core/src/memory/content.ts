import type { Audit } from '../audit/audit.ts';
import { type Document, type Kind, nameOf } from '../catalog/document.ts';
import type { RunChanged } from '../run/event.ts';
import type { Run } from '../run/run.ts';
import type { Receipt } from '../store/receipt.ts';
import type { Task, TaskKind } from '../store/task.ts';
import type { Version } from '../store/version.ts';
import { byTimeThenId } from './sorted.ts';
import { emptyTables, type Tables } from './tables.ts';
import { pointAt, writeAudit } from './write.ts';

/** All that a store holds, without what can be found from it: JSON, in an order that does not depend on how it came about. */
export interface StoreContent {
  /** Oldest first. */
  readonly runs: readonly {
    readonly run: Run;
    readonly version: Version;
    readonly events: readonly RunChanged[];
  }[];
  readonly documents: readonly {
    readonly kind: Kind;
    readonly key: string;
    readonly document: Document;
    readonly version: Version;
    readonly pointsAt: readonly string[];
  }[];
  /** Oldest first. */
  readonly audits: readonly Audit[];
  /** Oldest first. */
  readonly receipts: readonly Receipt[];
  readonly tasks: readonly { readonly task: Task; readonly version: Version }[];
  readonly documentVersion: Version;
}

export function contentOf(tables: Tables): StoreContent {
  const documents = (Object.keys(tables.documents) as Kind[]).flatMap((kind) =>
    [...tables.documents[kind].entries()].map(([key, row]) => ({ kind, key, ...row })),
  );
  const tasks = [...tables.tasks.entries()].flatMap(([, ofRun]) => [...ofRun.values()]);
  const receipts = [...tables.receipts.entries()].map(([, receipt]) => receipt);
  return {
    runs: tables.runs
      .oldestFirst()
      .map(({ run, version, events }) => ({ run, version, events: events.slice() })),
    documents: sortedBy(documents, nameOf),
    audits: tables.audits.all().slice(),
    receipts: receipts.sort((a, b) => byTimeThenId(a.at, a.id, b.at, b.id)),
    tasks: sortedBy(tasks, ({ task: { run, kind } }) => `${run} ${kind}`),
    documentVersion: tables.documentVersion,
  };
}

export function tablesOf(content: StoreContent): Tables {
  const tables = emptyTables();
  for (const { run, version, events } of content.runs) {
    const logs = events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
    tables.runs.add({ run, version, events: events.slice(), logs });
  }
  for (const { kind, key, ...row } of content.documents) {
    tables.documents[kind].set(key, row);
    for (const target of row.pointsAt) pointAt(tables, target, { kind, key });
  }
  for (const audit of content.audits) writeAudit(tables, audit);
  for (const receipt of content.receipts) tables.receipts.set(receipt.id, receipt);
  for (const { task, version } of content.tasks) {
    const ofRun = tables.tasks.get(task.run) ?? new Map<TaskKind, { task: Task; version: Version }>();
    tables.tasks.set(task.run, ofRun.set(task.kind, { task, version }));
  }
  tables.documentVersion = content.documentVersion;
  return tables;
}

function sortedBy<T>(items: T[], nameOf: (item: T) => string): T[] {
  const named = items.map((item) => ({ item, name: nameOf(item) }));
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ item }) => item);
}
