import { type Body, isBody } from '../wire/answer.ts';
import { type Ask, type Fault, replyOf } from './fault.ts';
import { listRuns, runRoutes } from './routes.ts';
import { type Asked, also, isTaken, saidBy, withQuery } from './wire.ts';

/** What the backends of actions set of a run. */
export const details = ['statusLabel', 'link', 'summary'] as const;

/** Every run, wherever an answer shows one, looks otherwise than it is. */
export function runShown(change: (run: Body, id: string, asked: Asked) => Body, routes = runRoutes): Fault {
  const changed = (run: unknown, asked: Asked) =>
    isBody(run) ? change(run, typeof run.id === 'string' ? run.id : '', asked) : run;
  return replyOf(routes, (body, asked) => {
    const run = 'run' in body ? { run: changed(body.run, asked) } : {};
    const runs = Array.isArray(body.runs) ? { runs: body.runs.map((each) => changed(each, asked)) } : {};
    return { ...body, ...run, ...runs };
  });
}

/** Items of the list of runs, changed or left out. */
export function runsListed(change: (runs: readonly Body[], asked: Asked) => readonly Body[]): Fault {
  return replyOf(listRuns, (body, asked) =>
    Array.isArray(body.runs) ? { ...body, runs: change(body.runs.filter(isBody), asked) } : body,
  );
}

/** The run that the request names, in the view it asks for; undefined when it cannot be read. */
export async function runAsked(asked: Asked, ask: Ask): Promise<Body | undefined> {
  const id = asked.names[0] ?? '';
  const { path } = withQuery(
    { ...asked, request: { ...asked.request, path: `/actions/runs/${id}` } },
    (query) => {
      for (const name of [...query.keys()]) if (name !== 'version') query.delete(name);
    },
  );
  return runAt(asked, ask, path);
}

export async function runNamed(asked: Asked, ask: Ask, id: string): Promise<Body | undefined> {
  return runAt(asked, ask, `/actions/runs/${encodeURIComponent(id)}`);
}

async function runAt(asked: Asked, ask: Ask, path: string): Promise<Body | undefined> {
  const response = await ask(also(asked, 'GET', path));
  const { run } = saidBy(response);
  return isTaken(response) && isBody(run) ? run : undefined;
}

export function isEnding(status: unknown): status is 'SUCCESS' | 'FAILURE' {
  return status === 'SUCCESS' || status === 'FAILURE';
}

export function hasEnded(run: Body | undefined): boolean {
  return isEnding(run?.status) || run?.status === 'DECLINED';
}

export function omit(body: Body, ...names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** Only these keys, where they are there. */
export function pick(body: Body, ...names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}
