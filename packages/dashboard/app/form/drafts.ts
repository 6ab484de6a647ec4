import type { Json, JsonObject } from '../api/types.ts';
import type { Field } from './fields.ts';

/** What stands in a field while somebody fills it in: text as it was typed, or one per item of a list. */
export type Draft = string | readonly string[];

/** A value, the lack of one, or why there is none. */
export type Reading = { readonly value: Json | undefined } | { readonly problem: string };

const NOTHING: Reading = { value: undefined };

/** What a field holds before anybody touches it. */
export function draftOf(field: Field, value: Json | undefined): Draft {
  if (field.kind === 'list') {
    const { item } = field;
    return Array.isArray(value) && item ? value.map((each: Json) => textOf(item, each)) : [];
  }
  return textOf(field, value);
}

function textOf({ kind, choices }: Field, value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (kind === 'choice') return choices.some((each) => isSame(each, value)) ? JSON.stringify(value) : '';
  if (kind === 'json') return JSON.stringify(value, null, 2);
  if (kind === 'date-time' && typeof value === 'string') return localTime(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value that a draft stands for. An empty field is no value. */
export function read(field: Field, draft: Draft): Reading {
  if (field.kind !== 'list') return typeof draft === 'string' ? readText(field, draft) : NOTHING;
  const { item } = field;
  const texts = typeof draft === 'string' ? [] : draft.filter((each) => each !== '');
  if (!item || texts.length === 0) return NOTHING;
  const values: Json[] = [];
  for (const text of texts) {
    const reading = readText(item, text);
    if ('problem' in reading) return reading;
    if (reading.value !== undefined) values.push(reading.value);
  }
  return { value: values };
}

function readText({ kind, isRequired }: Field, text: string): Reading {
  // A box that must be ticked or not is not ticked.
  if (kind === 'boolean') return text === '' && !isRequired ? NOTHING : { value: text === 'true' };
  if (text === '') return NOTHING;
  if (kind === 'number') return numberIn(text.trim());
  if (kind === 'date-time') {
    const at = new Date(text);
    return Number.isNaN(at.getTime())
      ? { problem: 'Must be a date and a time.' }
      : { value: at.toISOString() };
  }
  return kind === 'json' || kind === 'choice' ? parsed(text) : { value: text };
}

/** Decimal, as JSON has it but for signs and zeros in front; never another number than the one that was typed. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function numberIn(text: string): Reading {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) return { problem: 'Must be a number.' };
  const isWhole = /^[+-]?\d+$/.test(text);
  return isWhole && !Number.isSafeInteger(value)
    ? { problem: 'Is too large to be kept exactly.' }
    : { value };
}

/** What an item holds that has just been added to a list: a box is ticked or not, and never empty. */
export function firstText(item: Field | undefined): string {
  return item?.kind === 'boolean' ? 'false' : '';
}

function parsed(text: string): Reading {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `Must be JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` };
  }
}

/** An instant as a field for local times wants it, as exact as it is. */
function localTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, at.getMilliseconds() === 0 ? 19 : 23);
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is sent: the fields that hold something. */
export function valuesOf(readings: readonly (readonly [Field, Reading])[]): JsonObject {
  const given = readings.flatMap(([{ name }, reading]): [string, Json][] =>
    'value' in reading && reading.value !== undefined ? [[name, reading.value]] : [],
  );
  return Object.fromEntries(given);
}
