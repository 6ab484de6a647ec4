import type {
  Audit,
  AuditQuery,
  Change,
  ChangeQuery,
  Document,
  DocumentQuery,
  Kind,
  LogQuery,
  Page,
  Ref,
  Run,
  RunLog,
  RunQuery,
  Versioned,
} from '@berth/core';
import { type Model, sameRef, textOfRef } from './model.ts';

type Place = readonly [instant: string, id: string];

/** Whether the first comes before the second in a list that is newest first. */
function isNewer([oneAt, oneId]: Place, [otherAt, otherId]: Place): boolean {
  return oneAt === otherAt ? oneId > otherId : oneAt > otherAt;
}

function newestFirst<T>(items: readonly T[], placeOf: (item: T) => Place): readonly T[] {
  return items.toSorted((one, other) => (isNewer(placeOf(one), placeOf(other)) ? -1 : 1));
}

export function runsOf(model: Model, { after, limit, ...query }: RunQuery): Page<Run> {
  const wanted: Partial<Run> = {
    ...(query.action !== undefined && { action: query.action }),
    ...(query.blueprint !== undefined && { blueprint: query.blueprint }),
    ...(query.entity !== undefined && { entity: query.entity }),
    ...(query.status !== undefined && { status: query.status }),
    ...(query.user !== undefined && { createdBy: query.user }),
    ...(query.email !== undefined && { email: query.email }),
    ...(query.externalRunId !== undefined && { externalRunId: query.externalRunId }),
  };
  const placeOf = ({ createdAt, id }: Run): Place => [createdAt, id];
  const found = [...model.runs.values()]
    .map(({ run }) => run)
    .filter((run) => Object.entries(wanted).every(([key, value]) => run[key as keyof Run] === value))
    .filter(({ source }) => !query.sources || query.sources.includes(source))
    .filter((run) => !after || isNewer([after.createdAt, after.id], placeOf(run)));
  return { items: newestFirst(found, placeOf).slice(0, limit), more: found.length > limit };
}

export function changesOf(model: Model, { run, after, limit }: ChangeQuery): readonly Change[] {
  const events = model.runs.get(run)?.events ?? [];
  return events.map((event, index) => ({ seq: index + 1, event })).slice(after, after + limit);
}

export function logsOf(model: Model, { run, offset, limit }: LogQuery): readonly RunLog[] {
  const events = model.runs.get(run)?.events ?? [];
  const lines = events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
  return lines.slice(offset, offset + limit);
}

export function documentsOf(
  model: Model,
  refs: readonly Ref[],
): readonly (Versioned<Document> | undefined)[] {
  return refs.map((ref) => {
    const found = model.documents.get(textOfRef(ref));
    return found && { value: found.document, version: found.version };
  });
}

export function found(
  model: Model,
  kind: Kind,
  { prefix = '', pointingAt }: DocumentQuery,
): readonly Versioned<Document>[] {
  return [...model.documents.values()]
    .filter(({ ref }) => ref.kind === kind && ref.key.startsWith(prefix))
    .filter(({ pointsAt }) => !pointingAt || pointsAt.some((target) => sameRef(target, pointingAt)))
    .toSorted((one, other) => (one.ref.key < other.ref.key ? -1 : 1))
    .map(({ document: value, version }) => ({ value, version }));
}

export function auditsOf(model: Model, { limit, ...query }: AuditQuery): readonly Audit[] {
  const passes = ({ id, at, resource, change, context }: Audit) =>
    (query.id ?? id) === id &&
    (query.run ?? context.run) === context.run &&
    (query.entity ?? context.entity) === context.entity &&
    (query.blueprint ?? context.blueprint) === context.blueprint &&
    (query.change ?? change) === change &&
    (query.resources ?? [resource]).includes(resource) &&
    (query.from ?? at) <= at &&
    at <= (query.to ?? at);
  return newestFirst(model.audits.filter(passes), ({ at, id }) => [at, id]).slice(0, limit);
}
