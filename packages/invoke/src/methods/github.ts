import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationOutcome, JsonObject, Payload } from '@berth/core';
import { type ApiAnswer, type ApiFailure, asTexts, type JsonApi, segment } from '../outgoing/json-api.ts';

/** How often a server that does not say which run it began is asked for it, and how long after one another. */
const LOOKS = 5;
const LOOK_EVERY_MS = 2_000;
/**
 * Milliseconds from the dispatch after which it is not asked any more, however slow it is: with the questions before and the
 * last one, all must be over before another worker takes the run for abandoned, and dispatches it again.
 */
const LOOK_UNTIL_MS = 25_000;

/**
 * Dispatches a workflow and remembers the run that it became, by which GitHub's events are told apart later. Who reports
 * how it went is the workflow itself, or those events.
 */
export async function dispatchWorkflow(
  payload: Payload,
  api: JsonApi,
  now: () => Date,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<InvocationOutcome> {
  const { ref: given, ...inputs } = asTexts(payload.workflowInputs);
  const repository = `/repos/${segment(payload.org)}/${segment(payload.repo)}`;
  const workflow = `${repository}/actions/workflows/${segment(payload.workflow)}`;
  const branch = given === undefined ? await defaultBranch(api, repository) : { ref: given };
  if ('failed' in branch) return failure(branch.failed);
  const since = now();
  const dispatched = await dispatch(api, `${workflow}/dispatches`, { ref: branch.ref, inputs });
  if ('failed' in dispatched) return failure(dispatched.failed);
  const { workflow_run_id: id, html_url: link } = dispatched.answered.content;
  const begun =
    id === undefined
      ? await findRun(api, workflow, branch.ref, since, now, lookEveryMs)
      : { id: String(id), link: String(link), conclusion: undefined };
  if (!begun)
    return { summary: 'The workflow was dispatched, but GitHub did not say as which run: report its end' };
  const externalRunId = workflowRunName(String(payload.org), String(payload.repo), begun.id);
  const { link: url, conclusion } = begun;
  // The event that would have told it came before anybody knew what the run is called.
  const isOver = conclusion !== undefined && payload.reportWorkflowStatus === true;
  return { externalRunId, link: url, ...(isOver ? { status: endingOf(conclusion) } : {}) };
}

const successes: ReadonlySet<string | null> = new Set(['success', 'skipped', 'neutral']);

/** What a workflow's conclusion makes of the run. */
export function endingOf(conclusion: string | null): 'SUCCESS' | 'FAILURE' {
  return successes.has(conclusion) ? 'SUCCESS' : 'FAILURE';
}

/** What a run of a workflow is called among runs here. GitHub's names do not tell capitals apart. */
export function workflowRunName(org: string, repo: string, id: string): string {
  return `gh_${org.toLowerCase()}_${repo.toLowerCase()}_${id}`;
}

async function defaultBranch(
  api: JsonApi,
  repository: string,
): Promise<{ readonly ref: string } | { readonly failed: ApiFailure }> {
  const found = await api.ask('GET', repository);
  if (!found.ok) return { failed: found.error };
  const { default_branch: ref } = found.value.content;
  if (typeof ref === 'string') return { ref };
  return { failed: { status: found.value.status, message: 'GitHub names no default branch' } };
}

/** Servers that are older than the answer with the run refuse to be asked for it. */
async function dispatch(
  api: JsonApi,
  path: string,
  asked: JsonObject,
): Promise<{ readonly answered: ApiAnswer } | { readonly failed: ApiFailure }> {
  const first = await api.ask('POST', path, { ...asked, return_run_details: true });
  if (first.ok) return { answered: first.value };
  const isOld =
    (first.error.status === 400 || first.error.status === 422) &&
    /return_run_details/.test(first.error.message);
  if (!isOld) return { failed: first.error };
  const again = await api.ask('POST', path, asked);
  return again.ok ? { answered: again.value } : { failed: again.error };
}

/** The one run that has come since; of several, nobody could say which is this. */
async function findRun(
  api: JsonApi,
  workflow: string,
  ref: string,
  since: Date,
  now: () => Date,
  lookEveryMs: number,
) {
  const created = encodeURIComponent(`>=${since.toISOString().slice(0, 19)}Z`);
  const query = `event=workflow_dispatch&branch=${encodeURIComponent(ref)}&created=${created}&per_page=5`;
  for (let look = 1; look <= LOOKS; look += 1) {
    if (now().getTime() - since.getTime() > LOOK_UNTIL_MS) return undefined;
    const found = await api.ask('GET', `${workflow}/runs?${query}`);
    const runs = found.ok ? (found.value.content.workflow_runs as JsonObject[] | undefined) : undefined;
    const [only, another] = runs ?? [];
    if (another) return undefined;
    if (only) {
      const conclusion = only.status === 'completed' ? String(only.conclusion) : undefined;
      return { id: String(only.id), link: String(only.html_url), conclusion };
    }
    if (look < LOOKS) await sleep(lookEveryMs);
  }
  return undefined;
}

function failure({ message }: ApiFailure): InvocationOutcome {
  return { status: 'FAILURE', summary: `The workflow was not dispatched: ${message}` };
}
