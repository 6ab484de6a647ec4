import type { Intended } from '../account.ts';

const inEntity = (...changes: string[]) =>
  changes.flatMap((change) => [`…: answer 20… /entity${change}`, `…: answer 20… /entities/[]${change}`]);
const inBlueprint = (...changes: string[]) =>
  changes.flatMap((change) => [`…: answer 20… /blueprint${change}`, `…: answer 20… /blueprints/[]${change}`]);

/** Of the answers with entities and blueprints. */
export const ofCatalogAnswers: readonly Intended[] = [
  {
    reason:
      "Port's document shows an entity as its creation takes it; real answers say where it belongs, whose it is and since when.",
    lines: inEntity(
      '/blueprint: key none → required',
      ...['createdAt', 'createdBy', 'updatedAt', 'updatedBy'].map((key) => `/${key}: key none → optional`),
    ),
  },
  {
    reason:
      'What is kept has an identifier, properties and relations, be they empty, and names where a query could be sent.',
    lines: inEntity(
      ...['identifier', 'properties', 'relations'].map((key) => `/${key}: key optional → required`),
      '/identifier: type object string → string',
      '/relations/*: type array null object string → array null string',
      '/team: type array object string → array',
    ),
  },
  {
    reason: 'A title or an icon that was never given, or was taken away by a PATCH with null, is null.',
    lines: inEntity('/title: type string → null string', '/icon: type string → null string'),
  },
  {
    reason: 'What is answered was held against these when it was written.',
    lines: [
      ...inEntity(
        '/identifier: maxLength 1000 → none',
        '/identifier: pattern … → none',
        '/relations/*: maxLength 1000 → none',
        '/relations/*: pattern … → none',
        '/relations/*/[]: pattern … → none',
      ),
      ...inBlueprint('/identifier: maxLength 100 → none', '/identifier: pattern … → none'),
    ],
  },
  {
    reason:
      'A blueprint comes back as its author wrote it, keys of any name included; its creation describes them.',
    lines: inBlueprint(
      '/title: type string → any',
      '/title: minLength 1 → none',
      '/title: maxLength 100 → none',
      '/schema: type object → any',
      '/schema: other keys refused → taken',
      '/schema/properties: key required → none',
      '/schema/required: key optional → none',
      ...['description', 'icon', 'ownership', 'relations', 'changelogDestination'].map(
        (key) => `/${key}: key optional → none`,
      ),
      ...['calculationProperties', 'mirrorProperties', 'aggregationProperties'].map(
        (key) => `/${key}: key optional → none`,
      ),
    ),
  },
  {
    reason: 'A search never fails in part, so it has no blueprints to tell apart.',
    lines: [
      'POST /v1/entities/search: answer 200 /matchingBlueprints: key optional → none',
      'POST /v1/entities/search: answer 200 /failedBlueprints: key optional → none',
    ],
  },
  {
    reason: 'There is nothing to add about an entity that was created with others.',
    lines: ['…/entities/bulk: answer 20… /entities/[]/additionalData: key optional → none'],
  },
  {
    reason: 'A name that is required twice makes a schema that no validator compiles (C6).',
    lines: ['200', '207'].map((status) => `…/entities/bulk: answer ${status}: required twice ok → none`),
  },
];
