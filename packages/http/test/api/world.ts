import { expect } from 'vitest';
import type { Api, RunContent } from './api.ts';
import { unique } from './client.ts';

/** A blueprint, a create action and a day-2 action of a case's own. */
export interface World {
  readonly blueprint: string;
  /** CREATE action of the blueprint, taking any inputs. */
  readonly create: string;
  /** DAY-2 action of the blueprint: needs an entity. */
  readonly dayTwo: string;
}

export async function world(api: Api): Promise<World> {
  const blueprint = unique('service');
  await expectStatus(
    201,
    api.post('/blueprints', {
      identifier: blueprint,
      title: 'Service',
      icon: 'Microservice',
      schema: { properties: { language: { type: 'string' }, stars: { type: 'number' } } },
      relations: { parent: { target: blueprint, required: false, many: false } },
    }),
  );
  const create = await selfService(api, { operation: 'CREATE', blueprintIdentifier: blueprint });
  const dayTwo = await selfService(api, { operation: 'DAY-2', blueprintIdentifier: blueprint });
  return { blueprint, create, dayTwo };
}

/** Defines a self-service action and answers with its identifier. */
export async function selfService(
  api: Api,
  trigger: { operation: string; blueprintIdentifier?: string; userInputs?: object },
  rest: object = {},
): Promise<string> {
  const identifier = unique('action');
  const definition = {
    identifier,
    title: 'An action',
    trigger: { type: 'self-service', userInputs: { properties: {} }, ...trigger },
    invocationMethod: { type: 'KAFKA' },
    ...rest,
  };
  await expectStatus(201, api.post('/actions', definition));
  return identifier;
}

/** An action of no blueprint. */
export function freeAction(api: Api, rest: object = {}): Promise<string> {
  return selfService(api, { operation: 'CREATE' }, rest);
}

/** Executes and answers with the run's id. */
export async function execute(api: Api, action: string, body: object = { properties: {} }): Promise<string> {
  const answer = await expectStatus(202, api.post(`/actions/${action}/runs`, body));
  return answer.json.run.id;
}

/** A fresh open run of an action of its own. */
export async function openRun(api: Api): Promise<string> {
  return execute(api, await freeAction(api));
}

export async function runOf(api: Api, id: string, version = 'v1'): Promise<RunContent> {
  return (await expectStatus(200, api.get(`/actions/runs/${id}?version=${version}`))).json.run;
}

export async function logsOf(api: Api, id: string): Promise<readonly string[]> {
  const { json } = await expectStatus(200, api.get(`/actions/runs/${id}/logs`));
  return json.runLogs.map(({ message }) => message);
}

/** The run and its whole log, to hold before and after against each other. */
export async function snapshot(api: Api, id: string) {
  const [run, logs] = await Promise.all([
    api.get(`/actions/runs/${id}`),
    api.get(`/actions/runs/${id}/logs`),
  ]);
  return { run: run.text, logs: logs.text };
}

/** The answer, which must have this status. */
export async function expectStatus<A extends { status: number; text: string }>(
  status: number,
  answer: Promise<A>,
): Promise<A> {
  const found = await answer;
  expect(found.status, found.text).toBe(status);
  return found;
}

/** Refused with this status and code, in the envelope. */
export async function expectRefused(
  status: number,
  error: string,
  answer: Promise<{ status: number; text: string; json: { ok: boolean; error: string } }>,
): Promise<void> {
  const found = await answer;
  expect({ status: found.status, ok: found.json.ok, error: found.json.error }, found.text).toEqual({
    status,
    ok: false,
    error,
  });
}
