import type { Answer } from '../wire/answer.ts';
import { isBody } from '../wire/answer.ts';
import type { CreatedKind, Creation } from './creations.ts';

export const CLEANUP_LABEL = 'conform clean-up';
/** Of runs asked for at once, the most that the API lists. */
const PAGE = 1_000;

type Ask = (method: string, path: string, json?: unknown) => Promise<Answer>;

export interface CleanedUp {
  readonly ended: number;
  readonly deleted: number;
  /** What is still there and should not be, as `action conform-x`. */
  readonly left: readonly string[];
  /** Run records that stay, since no route deletes one. */
  readonly runsLeft: number;
}

/**
 * Ends every run that a session left open, then deletes its entities, actions and blueprints. What is gone already is
 * fine, so it can be done again. Of what is not named after the session (`tag`) only the session's own runs are touched.
 */
export async function cleanUp(
  entries: readonly Creation[],
  tag: string,
  ask: Ask,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<CleanedUp> {
  const ours = (id: string | undefined): id is string => id?.includes(tag) ?? false;
  const left: string[] = [];
  let done = 0;
  let ended = 0;
  let deleted = 0;

  const runs = new Set<string>();
  const over = new Set<string>();
  const actions = unique(entries, 'action').filter(ours);
  const ranOf = new Set(entries.filter(({ kind }) => kind === 'run').map(({ of }) => of));
  // Those of our own actions are asked for, since the answer to some of them never came.
  for (const action of actions.filter((each) => ranOf.has(each))) {
    for (const { id, open } of await runsOf(action, ask)) (open ? runs : over).add(id);
  }
  // The list may fail, be behind, or be cut: what it does not show as ended is tried too.
  for (const id of unique(entries, 'run')) if (!over.has(id)) runs.add(id);
  const entities = entries.filter(({ kind, of }) => kind === 'entity' && !ours(of));
  const blueprints = unique(entries, 'blueprint').filter(ours);
  const withinOurs = entries.filter(({ kind, of }) => kind === 'entity' && ours(of));
  const total = runs.size + entities.length + withinOurs.length + actions.length + blueprints.length;
  const step = () => {
    done += 1;
    onProgress(done, total);
  };

  for (const id of runs) {
    const answer = await attempt(ask, 'PATCH', `/actions/runs/${encodeURIComponent(id)}`, {
      status: 'FAILURE',
      statusLabel: CLEANUP_LABEL,
    });
    if (answer?.status === 200) ended += 1;
    else if (answer === undefined || answer.status >= 500) left.push(`open run ${id}`);
    step();
  }
  const remove = async (kind: CreatedKind, path: string, name: string) => {
    const answer = await attempt(ask, 'DELETE', path);
    if (answer && answer.status < 300) deleted += 1;
    else if (answer?.status !== 404) left.push(`${kind} ${name}`);
    step();
  };
  for (const { id, of } of dedupe([...entities, ...withinOurs])) {
    // A path with such a segment would mean another route.
    if (id === undefined || of === undefined || /^\.{0,2}$/.test(id) || !(ours(id) || ours(of))) continue;
    const path = `/blueprints/${encodeURIComponent(of)}/entities/${encodeURIComponent(id)}?delete_dependents=true`;
    await remove('entity', path, `${of}/${id}`);
  }
  for (const id of actions) await remove('action', `/actions/${encodeURIComponent(id)}`, id);
  // Later ones first, since a blueprint may point at an earlier one.
  for (const id of blueprints.reverse())
    await remove('blueprint', `/blueprints/${encodeURIComponent(id)}`, id);
  return { ended, deleted, left, runsLeft: runsMade(entries) };
}

/** Run records stay, whatever is done. */
export function runsMade(entries: readonly Creation[]): number {
  return unique(entries, 'run').length;
}

function unique(entries: readonly Creation[], kind: CreatedKind): string[] {
  return [
    ...new Set(entries.flatMap((entry) => (entry.kind === kind && entry.id !== undefined ? [entry.id] : []))),
  ];
}

function dedupe(entries: readonly Creation[]): readonly Creation[] {
  return [...new Map(entries.map((entry) => [`${entry.of}\n${entry.id}`, entry])).values()];
}

async function runsOf(action: string, ask: Ask): Promise<readonly { id: string; open: boolean }[]> {
  const path = `/actions/runs?action=${encodeURIComponent(action)}&limit=${PAGE}&version=v2`;
  const answer = await attempt(ask, 'GET', path);
  const runs = isBody(answer?.json) ? answer.json.runs : undefined;
  if (!Array.isArray(runs)) return [];
  return runs.flatMap((run: unknown) =>
    isBody(run) && typeof run.id === 'string'
      ? [{ id: run.id, open: !/^(SUCCESS|FAILURE|DECLINED)$/.test(String(run.status)) }]
      : [],
  );
}

async function attempt(ask: Ask, method: string, path: string, json?: unknown): Promise<Answer | undefined> {
  try {
    return await ask(method, path, json);
  } catch {
    return undefined;
  }
}
