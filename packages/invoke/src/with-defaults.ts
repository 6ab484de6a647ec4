import { type Json, type JsonObject, ok, type Payload, type Result, refuse } from '@berth/core';
import { ENTITY_IDENTIFIER, MAX_IDENTIFIER } from '@berth/http';

type Checked = Result<Payload, string>;

/** The evaluated method in full: what it leaves out is written in, flags that were texts are flags. Or what is wrong with it. */
export function withDefaults(evaluated: Json | undefined, message: JsonObject): Checked {
  if (!isObject(evaluated) || typeof evaluated.type !== 'string')
    return refuse('it is no object with a "type"');
  const method = evaluated as Payload;
  switch (method.type) {
    case 'WEBHOOK':
      return webhook(method, message);
    case 'KAFKA':
      return ok({ ...method, payload: method.payload ?? message });
    case 'GITHUB':
      return withNames({ ...method, reportWorkflowStatus: flagOf(method.reportWorkflowStatus, true) }, [
        'org',
        'repo',
        'workflow',
      ]);
    case 'GITLAB':
      return withTexts(method, ['projectName', 'groupName']);
    case 'AZURE_DEVOPS':
      return withNames({ ...method, payload: method.payload ?? message }, ['webhook', 'org']);
    case 'UPSERT_ENTITY':
      return upsertEntity(method);
    case 'INTEGRATION_ACTION':
      return withTexts(method, ['installationId', 'integrationActionType']);
    default:
      return refuse(`its "type" is ${JSON.stringify(method.type)}`);
  }
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

function webhook(method: Payload, message: JsonObject): Checked {
  const verb = method.method ?? 'POST';
  if (typeof verb !== 'string' || !METHODS.has(verb.toUpperCase()))
    return refuse('"method" is none that is sent');
  const headers = method.headers ?? {};
  if (!isObject(headers)) return refuse('"headers" is no object');
  const wrong = Object.entries(headers).find(([, value]) => typeof value !== 'string');
  if (wrong) return refuse(`header ${JSON.stringify(wrong[0])} is no text`);
  const body = method.body ?? message;
  if (typeof body !== 'object' || body === null) return refuse('"body" is neither an object nor a list');
  return withTexts(
    {
      ...method,
      agent: flagOf(method.agent, false),
      synchronized: flagOf(method.synchronized, false),
      method: verb.toUpperCase(),
      headers,
      body,
    },
    ['url'],
  );
}

function upsertEntity(method: Payload): Checked {
  const { mapping } = method;
  if (!isObject(mapping)) return refuse('"mapping" is no object');
  const named = withTexts({ ...mapping, type: method.type }, ['identifier']);
  if (!named.ok) return named;
  const wrong = Object.entries(mapping).find(([key, value]) => !mayBe.get(key)?.(value));
  if (wrong) return refuse(`"mapping.${wrong[0]}" cannot be ${JSON.stringify(wrong[1])}`);
  return withTexts(method, ['blueprintIdentifier']);
}

const NAME = new RegExp(ENTITY_IDENTIFIER, 'u');
/** Nobody else may give an entity a name that no address could hold, or no store. */
const isName = (value: Json) =>
  typeof value === 'string' && NAME.test(value) && value.length <= MAX_IDENTIFIER;
const isText = (value: Json) => value === null || typeof value === 'string';
const isTexts = (value: Json) => Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What each key of a mapping may have come to; whatever a template makes of a key, it is none that every object has. */
const mayBe = new Map<string, (value: Json) => boolean>([
  ['identifier', isName],
  ['title', isText],
  ['icon', isText],
  ['team', (value) => isText(value) || isTexts(value)],
  ['properties', isObject],
  [
    'relations',
    (value) => isObject(value) && Object.values(value).every((each) => isText(each) || isTexts(each)),
  ],
]);

function withTexts(payload: Payload, names: readonly string[]): Checked {
  const missing = names.find((name) => typeof payload[name] !== 'string' || payload[name] === '');
  return missing === undefined ? ok(payload) : refuse(`"${missing}" is no text, or empty`);
}

/** The same, for what becomes a part of a path. */
function withNames(payload: Payload, names: readonly string[]): Checked {
  const elsewhere = names.find((name) => payload[name] === '.' || payload[name] === '..');
  return elsewhere === undefined ? withTexts(payload, names) : refuse(`"${elsewhere}" is no name`);
}

/** A flag may be written as a text, since it may come of a template within one. */
function flagOf(value: Json | undefined, byDefault: boolean): boolean {
  if (value === undefined || value === null || value === '') return byDefault;
  return value === true || value === 'true';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
