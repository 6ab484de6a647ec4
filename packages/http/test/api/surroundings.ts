import { expect } from 'vitest';
import type { Route } from '../../src/routes/route.ts';
import type { Api } from './api.ts';
import { createEntity, entityPath } from './entities.ts';
import { execute, snapshot, world } from './world.ts';

export interface Surroundings {
  readonly run: string;
  readonly action: string;
  readonly blueprint: string;
  readonly entity: string;
  /** The path of a route with something that exists for each of its parameters. */
  pathOf(route: Route): string;
  /** All that a stray write could have changed, to hold before and after against each other. */
  state(): Promise<unknown>;
}

/** An open run, its action, its blueprint and an entity, for cases that call one route after the other. */
export async function surroundings(api: Api): Promise<Surroundings> {
  const { blueprint, create: action } = await world(api);
  const entity = (await createEntity(api, blueprint, { identifier: 'e1' })).identifier;
  const run = await execute(api, action);
  const named: Readonly<Record<string, string>> = {
    run_id: run,
    action_identifier: action,
    blueprint_identifier: blueprint,
    identifier: blueprint,
    entity_identifier: entity,
  };
  const watched = [
    `/actions/runs?action=${action}`,
    `/actions/${action}`,
    `/blueprints/${blueprint}`,
    entityPath(blueprint),
    `/audit-log?blueprint=${blueprint}`,
  ];
  return {
    run,
    action,
    blueprint,
    entity,
    pathOf: ({ path }) =>
      path.replaceAll(/:(\w+)/g, (parameter, name: string) => {
        expect(named, `something for ${parameter}`).toHaveProperty(name);
        return named[name] ?? parameter;
      }),
    state: async () => [
      await snapshot(api, run),
      ...(await Promise.all(watched.map(async (path) => (await api.get(path)).text))),
    ],
  };
}
