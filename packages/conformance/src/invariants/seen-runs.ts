import { type Body, isBody } from '../wire/answer.ts';
import type { Observed } from './invariants.ts';

/** A run as one answer showed it. */
export interface SeenRun {
  readonly id: string;
  readonly run: Body;
  /** Only reads of one form can be held against each other: the route and its query. */
  readonly form: string;
}

/** Every run that a successful answer of a run route shows. */
export function readsOf({ call, answer }: Observed): readonly SeenRun[] {
  if (answer.status >= 300 || !isBody(answer.json) || !/^\/actions\/([^/]+\/)?runs?\b/.test(call.path))
    return [];
  const { run, runs } = answer.json;
  const form = call.path.replace(/^\/actions\/runs\/[^/?]+/, '');
  return [run, ...(Array.isArray(runs) ? runs : [])].flatMap((each: unknown) =>
    isBody(each) && typeof each.id === 'string' ? [{ id: each.id, run: each, form }] : [],
  );
}
