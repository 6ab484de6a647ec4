import { MAX_BODY_DEPTH } from '../limits.ts';
import { quoted } from './reply.ts';

/**
 * What no store could keep or give back as it was: NUL and unpaired surrogates, numbers beyond a double, nesting without end,
 * and the key `__proto__`. Refused here, so that every store behaves alike.
 * @returns the problem in words, or undefined
 */
export function textProblem(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return problemOfLeaf(value, name);
  // A list of its own rather than recursion: the input chooses the depth.
  const pending: { readonly value: object; readonly depth: number; readonly name: string }[] = [
    { value, depth: 0, name },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { depth } = next;
    if (depth === MAX_BODY_DEPTH) return `"${name}" must NOT be nested deeper than ${MAX_BODY_DEPTH} levels`;
    for (const key of Object.keys(next.value)) {
      if (key === '__proto__') return `${quoted(next.name)} must NOT have a property "__proto__"`;
      if (!isStorable(key))
        return `${quoted(next.name)} must NOT have a name with NUL or unpaired surrogates`;
      const inner: unknown = (next.value as Record<string, unknown>)[key];
      const named = depth === 0 ? key : next.name;
      if (typeof inner === 'object' && inner !== null)
        pending.push({ value: inner, depth: depth + 1, name: named });
      else {
        const problem = problemOfLeaf(inner, named);
        if (problem !== undefined) return problem;
      }
    }
  }
  return undefined;
}

function problemOfLeaf(value: unknown, name: string): string | undefined {
  if (typeof value === 'string' && !isStorable(value))
    return `${quoted(name)} must NOT contain NUL or unpaired surrogates`;
  if (typeof value === 'number' && !Number.isFinite(value))
    return `${quoted(name)} must be a number within the range of a double`;
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
