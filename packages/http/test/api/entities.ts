import type { Api, AuditContent, EntityContent } from './api.ts';
import { unique } from './client.ts';
import { expectStatus } from './world.ts';

/** Where the entities of a blueprint are, or one of them. */
export function entityPath(blueprint: string, identifier?: string): string {
  const all = `/blueprints/${blueprint}/entities`;
  return identifier === undefined ? all : `${all}/${encodeURIComponent(identifier)}`;
}

/** A blueprint of a case's own; `rest` may say more or otherwise. */
export async function defineBlueprint(api: Api, rest: object = {}): Promise<string> {
  const identifier = unique('blueprint');
  const definition = { identifier, title: 'A blueprint', schema: { properties: {} }, ...rest };
  await expectStatus(201, api.post('/blueprints', definition));
  return identifier;
}

/** Creates an entity and answers with it. */
export async function createEntity(
  api: Api,
  blueprint: string,
  body: object = {},
  query = '',
): Promise<EntityContent> {
  return (await expectStatus(201, api.post(`${entityPath(blueprint)}${query}`, body))).json.entity;
}

export async function entityOf(api: Api, blueprint: string, identifier: string): Promise<EntityContent> {
  return (await expectStatus(200, api.get(entityPath(blueprint, identifier)))).json.entity;
}

/** Identifiers of all entities of a blueprint. */
export async function identifiersOf(api: Api, blueprint: string): Promise<readonly string[]> {
  const { json } = await expectStatus(200, api.get(entityPath(blueprint)));
  return json.entities.map(({ identifier }) => identifier);
}

export async function auditsOf(api: Api, query: string): Promise<readonly AuditContent[]> {
  return (await expectStatus(200, api.get(`/audit-log?${query}`))).json.audits;
}

/** The entities that a run has affected and how, in no order: changes of one instant have none. */
export async function affectedBy(api: Api, run: string): Promise<readonly string[]> {
  const audits = await auditsOf(api, `resources=entity&run_id=${run}`);
  return audits.map(({ action, context }) => `${action} ${context.entity}`).sort();
}
