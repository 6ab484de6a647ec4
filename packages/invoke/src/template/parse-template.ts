import { ok, type Result, refuse } from '@berth/core';
import type { TemplateProblem } from './problem.ts';

/** Text as it stands, or a jq program that takes its place. */
export type Part = string | { readonly program: string };

const OPEN = '{{';
const CLOSE = '}}';

/** The parts of a text with `{{ jq }}` in it; braces within quotes are no braces. */
export function parseTemplate(text: string): Result<readonly Part[], TemplateProblem> {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const opening = text.indexOf(OPEN, at);
    const before = text.slice(at, opening < 0 ? text.length : opening);
    const stray = before.indexOf(CLOSE);
    if (stray >= 0) return unopened(at + stray);
    if (before !== '') parts.push(before);
    if (opening < 0) break;
    const found = programFrom(text, opening);
    if (!found.ok) return found;
    parts.push({ program: found.value.program });
    at = found.value.end;
  }
  return ok(parts);
}

/** The program behind an opening, and where what follows it begins. Single quotes are written as the double ones that jq knows. */
function programFrom(
  text: string,
  opening: number,
): Result<{ readonly program: string; readonly end: number }, TemplateProblem> {
  let program = '';
  let quote: string | undefined;
  for (let at = opening + OPEN.length; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== undefined) {
      if (character === '\\') {
        program += character + text.charAt(at + 1);
        at += 1;
      } else if (character === quote) {
        program += '"';
        quote = undefined;
      } else program += character === '"' ? '\\"' : character;
    } else if (character === '"' || character === "'") {
      program += '"';
      quote = character;
    } else if (text.startsWith(CLOSE, at)) {
      return ok({ program: program.trim(), end: at + CLOSE.length });
    } else if (text.startsWith(OPEN, at)) {
      return refuse({ message: `Found double braces in index ${at} inside other one in index ${opening}` });
    } else program += character;
  }
  return refuse({ message: `Found opening double braces in index ${opening} without closing double braces` });
}

function unopened(at: number): Result<never, TemplateProblem> {
  return refuse({ message: `Found closing double braces in index ${at} without opening double braces` });
}

/** The program of a text that is nothing else, whose value keeps its type. */
export function onlyProgram(parts: readonly Part[]): string | undefined {
  const programs = parts.filter((part) => typeof part === 'object');
  const texts = parts.filter((part) => typeof part === 'string');
  return programs.length === 1 && texts.every((each) => each.trim() === '')
    ? programs[0]?.program
    : undefined;
}

const SPREAD = /^\{\{\s*spreadValue\(\)\s*\}\}$/;

/** A key whose value is an object that is merged into the one around it. */
export function isSpread(key: string): boolean {
  return SPREAD.test(key.trim());
}
