import type { Commit } from '@berth/core';
import type { Names } from '../names.ts';
import { named, type Statement, Values } from '../statement.ts';
import { commitParts, MOST_APART } from './commit-statement.ts';
import { Parts } from './parts.ts';

export interface OfOrganisation {
  readonly org: string;
  readonly commit: Commit;
}

/**
 * Whether a commit may share a statement: it is about one run, and only held to what documents it names. Whoever shares one
 * may be sent again alone, so there must be little to send.
 */
export function mayShare({ runs, documents, tasks }: Commit): boolean {
  return (
    runs.length === 1 &&
    documents.length + tasks.length < MOST_APART &&
    tasks.every(({ run }) => run === runs[0]?.id) &&
    documents.every(({ next, expected }) => next === 'unchanged' && expected > 0)
  );
}

/**
 * One statement for several commits of different runs, each all or nothing by itself, in whose row there is for each, in
 * order, whether it was carried out. Where it was not, somebody may only have had one of its rows in hand. A violation of a
 * key takes all of them back.
 */
export function jointStatement(names: Names, commits: readonly OfOrganisation[]): Statement {
  const values = new Values();
  const shares = commits.map(({ org, commit }, at) => {
    const parts = new Parts(names, org, values, at);
    commitParts(parts, commit);
    return parts.shares();
  });
  const all = shares.map(({ parts }) => parts).join(', ');
  const answers = shares.map(({ answer }, at) => `${answer} AS share_${at}`).join(', ');
  return named(`WITH ${all} SELECT ${answers}`, values.all);
}
