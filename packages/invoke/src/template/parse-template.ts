import { ok, type Result, refuse } from '@berth/core';
import type { TemplateProblem } from './problem.ts';

/** Text as it stands, or a jq expression that is written between double braces. */
export type Part = string | { readonly expression: string };

export type Parsed =
  /** One expression and nothing else, whose value keeps its type. */
  | { readonly type: 'value'; readonly expression: string }
  | { readonly type: 'text'; readonly parts: readonly Part[] };

/** Reads a text with `{{ jq }}` in it, in time that grows with its length. Within quotes, braces of an expression are plain text. */
export function parseTemplate(text: string): Result<Parsed, TemplateProblem> {
  const parts = partsOf(text);
  if (!parts.ok) return parts;
  const expressions = parts.value.filter((part) => typeof part === 'object');
  const [only] = expressions;
  const trimmed = text.trim();
  const isValue = expressions.length === 1 && trimmed.startsWith('{{') && trimmed.endsWith('}}');
  return ok(
    only && isValue ? { type: 'value', expression: only.expression } : { type: 'text', parts: parts.value },
  );
}

function partsOf(text: string): Result<readonly Part[], TemplateProblem> {
  const parts: Part[] = [];
  /** Where the text or the expression at hand begins. */
  let start = 0;
  let opening: number | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (opening !== undefined && character === '\\') {
      at += 1;
    } else if (opening !== undefined && (character === '"' || character === "'")) {
      quote = quote === undefined ? character : quote === character ? undefined : quote;
    } else if (quote === undefined && isSecondOf('{', text, at)) {
      if (opening !== undefined) return inside(at - 1, opening);
      opening = at - 1;
      parts.push(text.slice(start, opening));
      start = at + 1;
      if (text.charAt(start) === '{') at += 1;
    } else if (quote === undefined && isSecondOf('}', text, at)) {
      if (opening === undefined) return unopened(at - 1);
      parts.push({ expression: text.slice(start, at - 1) });
      opening = undefined;
      start = at + 1;
      // Of three in a row the last two are no pair of their own.
      if (text.charAt(start) === '}') at += 1;
    }
  }
  if (opening !== undefined) return unclosed(opening);
  parts.push(text.slice(start));
  return ok(parts.filter((part) => part !== ''));
}

function isSecondOf(brace: '{' | '}', text: string, at: number): boolean {
  return text.charAt(at) === brace && text.charAt(at - 1) === brace;
}

function inside(at: number, other: number): Result<never, TemplateProblem> {
  return braces(`Found double braces in index ${at} inside other one in index ${other}`);
}

function unopened(at: number): Result<never, TemplateProblem> {
  return braces(`Found closing double braces in index ${at} without opening double braces`);
}

function unclosed(at: number): Result<never, TemplateProblem> {
  return braces(`Found opening double braces in index ${at} without closing double braces`);
}

/** By Port's own words, which its users know to look for. */
function braces(message: string): Result<never, TemplateProblem> {
  return refuse({ rule: 'braces', message });
}
