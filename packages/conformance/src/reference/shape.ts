import { type Body, isBody } from '../wire/answer.ts';
import { invalid } from './refusal.ts';

/** What is wrong with a value, or undefined. */
export type Rule = (value: unknown) => string | undefined;

export const string: Rule = (value) => (typeof value === 'string' ? undefined : 'must be string');
export const object: Rule = (value) => (isBody(value) ? undefined : 'must be object');
export const anything: Rule = () => undefined;

export function oneOf(...values: readonly string[]): Rule {
  return (value) =>
    values.includes(value as string) ? undefined : 'must be equal to one of the allowed values';
}

export function matching(pattern: RegExp, longest: number): Rule {
  return (value) => {
    if (typeof value !== 'string') return 'must be string';
    if (value.length > longest) return `must NOT have more than ${longest} characters`;
    return pattern.test(value) ? undefined : `must match pattern "${pattern.source}"`;
  };
}

export function listOf(rule: Rule, least = 0, most = Number.POSITIVE_INFINITY): Rule {
  return (value) => {
    if (!Array.isArray(value)) return 'must be array';
    if (value.length < least) return `must NOT have fewer than ${least} items`;
    if (value.length > most) return `must NOT have more than ${most} items`;
    return value.map(rule).find((problem) => problem !== undefined);
  };
}

export function either(one: Rule, other: Rule): Rule {
  return (value) => (one(value) === undefined ? undefined : other(value));
}

export interface Shape {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  /** Keys without a rule are taken. */
  readonly open?: true;
}

/** The body, which must be an object of this shape. */
export function shaped(body: unknown, { rules, required = [], open }: Shape): Body {
  if (!isBody(body)) throw invalid('body must be object');
  for (const key of required) {
    if (!Object.hasOwn(body, key)) throw invalid(`body must have required property '${key}'`);
  }
  for (const [key, value] of Object.entries(body)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (!rule && !open) throw invalid('body must NOT have additional properties');
    const problem = rule?.(value);
    if (problem) throw invalid(`"${key}" ${problem}`);
  }
  return body;
}
