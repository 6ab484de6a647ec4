import type { Body } from '../wire/answer.ts';
import { isEnding } from './runs.ts';

type Rules = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown) => typeof value === 'string';
const isLink = (value: unknown) => isText(value) || (Array.isArray(value) && value.every(isText));

/** What a PATCH of a run takes, by key. */
export const patchRules: Rules = {
  status: isEnding,
  statusLabel: isText,
  link: isLink,
  summary: isText,
  externalRunId: isText,
  message: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** What a log takes, by key. */
export const logRules: Rules = { message: isText, terminationStatus: isEnding, statusLabel: isText };

function holds(rules: Rules, name: string, value: unknown): boolean {
  return Object.hasOwn(rules, name) && rules[name]?.(value) === true;
}

/** Every key is known and has a value that it may have, so that only the state of a run can speak against it. */
export function isSound(body: Body, rules: Rules): boolean {
  return Object.entries(body).every(([name, value]) => holds(rules, name, value));
}

/** The keys of it that are sound. */
export function soundPart(body: Body, rules: Rules): Body {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => holds(rules, name, value)));
}
