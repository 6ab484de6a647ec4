import type { Document, DocumentKinds, DocumentQuery, Kind, Ref, Versioned } from '@berth/core';
import type { Session } from '../connection/session.ts';
import { type Names, nameOf } from '../names.ts';
import { named, type Statement } from '../statement.ts';

interface Row {
  readonly version: number;
  readonly body: Document;
}

/** Each by its key: LIMIT keeps the server from reading the whole table to join it, as it would while that is small. */
export async function readDocuments<K extends Kind>(
  session: Session,
  names: Names,
  org: string,
  refs: readonly Ref<K>[],
): Promise<readonly (Versioned<DocumentKinds[K]> | undefined)[]> {
  if (refs.length === 0) return [];
  const text = `SELECT n, version, body
    FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS wanted (kind, key, n),
      LATERAL (SELECT version, body FROM ${names.table('documents')} AS d
        WHERE d.org = $1 AND d.kind = wanted.kind AND d.key = wanted.key AND d.body IS NOT NULL LIMIT 1) AS found`;
  const [kinds, keys] = [refs.map(({ kind }) => kind), refs.map(({ key }) => key)];
  const rows = await session.read<Row & { readonly n: number }>(named(text, [org, kinds, keys]));
  const found = new Map(rows.map((row) => [row.n, row]));
  return refs.map((_, at) => {
    const row = found.get(at + 1);
    return row && versioned<K>(row);
  });
}

export async function findDocuments<K extends Kind>(
  session: Session,
  names: Names,
  org: string,
  kind: K,
  query: DocumentQuery,
): Promise<readonly Versioned<DocumentKinds[K]>[]> {
  const rows = await session.read<Row>(findStatement(names, org, kind, query));
  return rows.map((row) => versioned<K>(row));
}

export function findStatement(
  names: Names,
  org: string,
  kind: Kind,
  { prefix = '', pointingAt }: DocumentQuery,
): Statement {
  const behind = firstBehind(prefix);
  const values = [org, kind, prefix, ...(behind === undefined ? [] : [behind])];
  const range = `key >= $3 ${behind === undefined ? '' : 'AND key < $4'}`;
  const documents = names.table('documents');
  if (!pointingAt) {
    return named(
      `SELECT version, body FROM ${documents} WHERE org = $1 AND kind = $2 AND ${range} AND body IS NOT NULL ORDER BY key`,
      values,
    );
  }
  // Each by its key, again, and the pointers by their target alone: the server would go by the range of keys, and join all
  // with all, while it has not counted what the tables were filled with.
  const text = `SELECT version, body
    FROM (SELECT key FROM ${names.table('pointers')}
        WHERE org = $1 AND target = $${values.length + 1} AND kind = $2 AND coalesce(${range}, false)) AS pointing,
      LATERAL (SELECT version, body FROM ${documents} AS d
        WHERE d.org = $1 AND d.kind = $2 AND d.key = pointing.key AND d.body IS NOT NULL LIMIT 1) AS found
    ORDER BY pointing.key`;
  return named(text, [...values, nameOf(pointingAt)]);
}

function versioned<K extends Kind>({ version, body }: Row): Versioned<DocumentKinds[K]> {
  return { value: body as DocumentKinds[K], version };
}

const LAST = 0x10ffff;
const SURROGATES = [0xd800, 0xdfff] as const;

/** The first text that sorts behind all that begin so; undefined when there is none. */
function firstBehind(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  const next = last + 1 === SURROGATES[0] ? SURROGATES[1] + 1 : last + 1;
  return String.fromCodePoint(...points, next);
}
