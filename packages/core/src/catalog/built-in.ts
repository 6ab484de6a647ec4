import type { Blueprint } from './blueprint.ts';
import type { Document, Ref } from './document.ts';

/** `_user` and `_team` exist in every organisation and take entities. */
export const builtInBlueprints: ReadonlyMap<string, Blueprint> = new Map([
  define('_user', 'User', {
    status: { type: 'string', title: 'Status' },
    port_role: { type: 'string', title: 'Port role' },
    port_type: { type: 'string', title: 'Port type' },
    moderated_blueprints: { type: 'array', title: 'Moderated blueprints', items: { type: 'string' } },
  }),
  define('_team', 'Team', { description: { type: 'string', title: 'Description' } }),
]);

function define(
  identifier: string,
  title: string,
  properties: Blueprint['definition']['schema']['properties'],
): [string, Blueprint] {
  const beginning = '1970-01-01T00:00:00.000Z';
  return [
    identifier,
    {
      definition: { identifier, title, schema: { properties, required: [] }, relations: {} },
      createdAt: beginning,
      createdBy: 'berth',
      updatedAt: beginning,
      updatedBy: 'berth',
    },
  ];
}

/** What stands for a document that nobody has written. */
export function builtIn({ kind, key }: Ref): Document | undefined {
  return kind === 'blueprint' ? builtInBlueprints.get(key) : undefined;
}
