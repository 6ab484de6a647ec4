import type { RunFilters } from '../api/run-query.ts';
import type { Run } from '../api/types.ts';
import { linksOf } from '../parts/links.ts';
import { lookOf } from '../status/look.ts';
import { byWhom } from './columns.ts';

const haystacks = new WeakMap<Run, string>();

/** Whether a run holds every word of a search somewhere in what its row shows. An empty search takes all. */
export function holds(run: Run, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = haystackOf(run);
  return words.every((word) => text.includes(word));
}

function haystackOf(run: Run): string {
  const known = haystacks.get(run);
  if (known !== undefined) return known;
  const references = [run.action, run.blueprint, run.entity].flatMap((each) => [
    each?.identifier,
    each?.title,
  ]);
  const made = [
    ...[run.id, run.externalRunId, ...references, run.status, lookOf(run.status).words, run.statusLabel],
    ...[run.summary, ...linksOf(run.link), JSON.stringify(run.properties), byWhom(run), run.createdBy],
  ]
    .filter((each) => each !== undefined && each !== null)
    .join('\n')
    .toLowerCase();
  haystacks.set(run, made);
  return made;
}

/** Whether the list of runs would hold this one, asked with these filters. */
export function passes(run: Run, filters: RunFilters): boolean {
  const { action, blueprint, entity, status, source, user_id, user_email, external_run_id } = filters;
  const pairs = [
    [action, run.action.identifier],
    [blueprint, run.blueprint?.identifier],
    [entity, run.entity?.identifier],
    [status, run.status],
    [user_id, run.createdBy],
    [user_email, run.email],
    [external_run_id, run.externalRunId],
  ] as const;
  return (
    pairs.every(([asked, is]) => asked === undefined || asked === is) &&
    (source?.includes(run.source) ?? true)
  );
}
