import { NoAnswer, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { runIn } from '../model/claim.ts';
import type { EntityName, Op, RunName } from '../model/op.ts';
import { type Outcome, outcomeOf, unknown } from '../model/outcome.ts';
import type { Answer } from '../wire/answer.ts';
import { type Body, isBody } from '../wire/answer.ts';
import type { Program } from './program.ts';
import { type Names, requestOf } from './wire.ts';

/** Sends the calls of one program and keeps what its names stand for. */
export interface Performer {
  /** @throws Untestable when a run cannot be executed, or the caller is not let in. */
  perform(op: Op): Promise<Outcome>;
  readonly requests: number;
}

export async function performer(lab: Lab, program: Program): Promise<Performer> {
  const runs = new Map<RunName, string>();
  const shown = new Set<RunName>();
  const entities = new Map<EntityName, string>();
  const ties = program.some(({ call }) => call === 'tie');
  // Lists of a shared action grow with every check there is.
  const own = program.some(({ call }) => call === 'list') && lab.has('actions-admin');
  const names: Names = {
    action: encodeURIComponent(await (own ? lab.ownAction() : lab.action())),
    blueprint: ties ? encodeURIComponent(await lab.sharedBlueprint()) : '',
    run: (name) => encodeURIComponent(runs.get(name) ?? name),
    entity: (name) => {
      const found = entities.get(name) ?? lab.name(name);
      entities.set(name, found);
      return found;
    },
  };
  let requests = 0;

  async function send(op: Op): Promise<Answer | undefined> {
    const { method, path, json } = requestOf(op, names, lab.profile);
    requests += 1;
    try {
      return await lab.request(method, path, json === undefined ? {} : { json });
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }

  async function execute(op: Extract<Op, { call: 'create' }>): Promise<Outcome> {
    const answer = await send(op);
    const id = idIn(answer?.json);
    if (!answer || answer.status >= 300 || id === undefined)
      throw new Untestable(
        `no run could be executed: ${answer ? `${answer.status} ${answer.text.slice(0, 200)}` : 'no answer'}`,
      );
    if (runIn(answer.json).status === 'WAITING_FOR_APPROVAL')
      throw new Untestable('runs of the action wait for approval');
    runs.set(op.run, id);
    return outcomeOf(answer.status, answer.json);
  }

  return {
    get requests() {
      return requests;
    },
    perform: async (op) => {
      if (op.call === 'create') return execute(op);
      // A run that was just executed may not be there yet; a call that does not find it has done nothing.
      const early = op.call !== 'list' && !shown.has(op.run);
      const answer = early
        ? await lab.eventually(
            () => send(op),
            (got) => got?.status !== 404,
          )
        : await send(op);
      if (!answer) return unknown;
      if (answer.status === 401) throw new Untestable(`${answer.to} was answered with 401`);
      if (op.call !== 'list' && answer.status < 300) shown.add(op.run);
      return outcomeOf(answer.status, op.call === 'affected' ? renamed(answer.json, entities) : answer.json);
    },
  };
}

/** Either form of telling the id is taken. */
function idIn(json: unknown): string | undefined {
  const { context } = isBody(json) ? json : {};
  const id = runIn(json).id ?? (isBody(context) ? context.runId : undefined);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Audit records with entities under their names in the program. */
function renamed(json: unknown, entities: ReadonlyMap<EntityName, string>): unknown {
  if (!isBody(json) || !Array.isArray(json.audits)) return json;
  const names = new Map([...entities].map(([name, id]) => [id, name]));
  const audits = json.audits.filter(isBody).map(({ action, context }: Body) => {
    const entity = isBody(context) ? context.entity : undefined;
    return { action, entity: names.get(String(entity)) ?? entity };
  });
  return { audits };
}
