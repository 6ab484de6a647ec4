import type { Intended } from '../../../http/test/published/account.ts';

const inEntity = (...changes: string[]) => changes.map((change) => `entity: answer 20… /entity${change}`);

/** What the schemas say otherwise than Port's OpenAPI document, and why. */
export const overlay: readonly Intended[] = [
  {
    reason:
      'Seen in the page "Reflect action progress" only: the view of runs that no published schema fits (C2).',
    lines: ['run-v1', 'execution-v1', 'runs-v1'].map((kind) => `${kind}: answer none → given`),
  },
  {
    reason:
      'The page "Reflect action progress" shows the id of a new run there; the document has no such key (C1).',
    lines: ['execution-v2: answer 202 /context: key none → optional'],
  },
  {
    reason:
      'The document leaves open what an answer is for: `ok` alone, a text or null would pass for it (C5).',
    lines: [
      'run-v2: answer 200: type any → object',
      'run-v2: answer 201: type any → object',
      'run-v2: answer 20… /run: key optional → required',
      'execution-v2: answer 202: type any → object',
      'execution-v2: answer 202 /run: key optional → required',
      'runs-v2: answer 200: type any → object',
      'runs-v2: answer 200 /runs: key optional → required',
      'log: answer 201: type any → object',
      'log: answer 201 /runLog: key optional → required',
      'logs: answer 200: type any → object',
      'logs: answer 200 /runLogs: key optional → required',
      'approvers: answer 200: type any → object',
      'approvers: answer 200 /approvers: key optional → required',
      'error-with-message: answer 4…: type any → object',
    ],
  },
  {
    reason: "Port's newest pages have `next`; the file is older.",
    lines: ['runs-v2: answer 200 /next: key none → optional'],
  },
  {
    reason: 'Said by `nullable`, which is no keyword of OpenAPI 3.1.',
    lines: ['approvers: answer 200 /approvers/[]/description: type string → null string'],
  },
  {
    reason:
      'The document shows an entity as its creation takes it; real answers say where it belongs and since when, and more.',
    lines: inEntity(
      ': other keys refused → taken',
      '/identifier: key optional → required',
      '/identifier: type object string → string',
      ...['blueprint', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'].map(
        (key) => `/${key}: key none → optional`,
      ),
    ),
  },
  {
    reason: 'A key of an entity that can be taken away by a PATCH with null may be null.',
    lines: inEntity(
      '/title: type string → null string',
      '/icon: type string → null string',
      '/team: type array object string → array null object string',
    ),
  },
  {
    reason:
      'Rules for what is sent, which no answer is held against again: forms of names, and queries in their place.',
    lines: inEntity(
      '/identifier: maxLength 1000 → none',
      '/identifier: pattern … → none',
      '/relations/*: maxLength 1000 → none',
      '/relations/*: pattern … → none',
      '/relations/*/[]: pattern … → none',
      ...['team', 'relations/*'].flatMap((key) => [
        `/${key}: other keys refused → taken`,
        `/${key}/combinator: key required → none`,
        `/${key}/rules: key required → none`,
      ]),
    ),
  },
  {
    reason: 'A name that is required twice makes a schema that no validator compiles (C6).',
    lines: ['200', '207'].map((status) => `entities-created: answer ${status}: required twice ok → none`),
  },
];
