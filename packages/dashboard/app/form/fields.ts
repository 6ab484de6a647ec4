import type { Input, Json, JsonObject, UserInputs } from '../api/types.ts';

/** How a value is asked for. */
export type Kind =
  | 'text'
  | 'long text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'date-time'
  | 'entity'
  | 'list'
  | 'json';

export interface Field {
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly kind: Kind;
  readonly isRequired: boolean;
  /** The part of it that holds as it stands: what is a jq query only Port's own form evaluates. */
  readonly input: JsonObject;
  /** Of a choice. */
  readonly choices: readonly Json[];
  /** Whose entities an entity is chosen from. */
  readonly blueprint: string | undefined;
  /** What a list holds. */
  readonly item: Field | undefined;
}

const LONG = ['yaml', 'markdown', 'multi-line', 'proto'];
/** Blueprints that hold users and teams. */
const PEOPLE: { readonly [format: string]: string } = { user: '_user', team: '_team' };

/** The field that an input is asked for with. */
export function fieldOf(name: string, input: Input, isRequired: boolean): Field {
  const known = staticPart(input);
  const { title, description, format, blueprint, enum: choices } = known;
  const people = typeof format === 'string' ? PEOPLE[format] : undefined;
  return {
    name,
    title: typeof title === 'string' && title !== '' ? title : name,
    description: typeof description === 'string' && description !== '' ? description : undefined,
    kind: kindOf(known),
    isRequired,
    input: known,
    choices: Array.isArray(choices) ? choices : [],
    blueprint: people ?? (typeof blueprint === 'string' ? blueprint : undefined),
    item: known.type === 'array' ? fieldOf('', { ...inherited(known), ...itemsOf(known) }, false) : undefined,
  };
}

function kindOf({ type, format, enum: choices, blueprint }: JsonObject): Kind {
  if (type === 'array') return 'list';
  if (Array.isArray(choices) && choices.length > 0) return 'choice';
  if (type === 'object') return 'json';
  if (type === 'number' || type === 'boolean') return type;
  if (format === 'date-time') return 'date-time';
  if (format === 'entity' && typeof blueprint === 'string') return 'entity';
  if (format === 'user' || format === 'team') return 'entity';
  return typeof format === 'string' && LONG.includes(format) ? 'long text' : 'text';
}

/** Port takes the format and the blueprint of a list's items beside the list as well. */
function inherited({ format, blueprint }: JsonObject): JsonObject {
  return {
    type: 'string',
    ...(format === undefined ? {} : { format }),
    ...(blueprint === undefined ? {} : { blueprint }),
  };
}

function itemsOf({ items }: JsonObject): JsonObject {
  return isObject(items) ? items : {};
}

function staticPart(input: Input): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => !isQuery(value)));
}

function isQuery(value: Json | undefined): boolean {
  return isObject(value) && Object.hasOwn(value, 'jqQuery');
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names of the inputs that must be given, as far as no query says so. */
export function requiredNames({ required }: UserInputs): readonly string[] {
  return Array.isArray(required) ? required.filter((each) => typeof each === 'string') : [];
}

/** Hidden for good; what a query would decide is shown. */
export function isHidden({ visible }: { readonly visible?: Json }): boolean {
  return visible === false;
}

/** What an author put there: `constructor` is a name like any other, and every object has one. */
export function ownIn<T>(named: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return named && Object.hasOwn(named, name) ? named[name] : undefined;
}
