import { MAX_BODY_DEPTH } from '../limits.ts';
import { quoted } from './reply.ts';

/**
 * What no store could keep or give back as it was: NUL and unpaired surrogates, numbers beyond a double, nesting without end,
 * and the key `__proto__`. Refused here, so that every store behaves alike.
 * @returns the problem in words, or undefined
 */
export function textProblem(value: unknown, name: string): string | undefined {
  // A list of its own rather than recursion: the input chooses the depth.
  const pending: { readonly value: unknown; readonly depth: number; readonly name: string }[] = [
    { value, depth: 0, name },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value: each, depth } = next;
    if (typeof each === 'string') {
      if (!isStorable(each)) return `${quoted(next.name)} must NOT contain NUL or unpaired surrogates`;
    } else if (typeof each === 'number') {
      if (!Number.isFinite(each)) return `${quoted(next.name)} must be a number within the range of a double`;
    } else if (typeof each === 'object' && each !== null) {
      if (depth === MAX_BODY_DEPTH)
        return `"${name}" must NOT be nested deeper than ${MAX_BODY_DEPTH} levels`;
      for (const [key, inner] of Object.entries(each)) {
        if (key === '__proto__') return `${quoted(next.name)} must NOT have a property "__proto__"`;
        if (!isStorable(key))
          return `${quoted(next.name)} must NOT have a name with NUL or unpaired surrogates`;
        pending.push({ value: inner, depth: depth + 1, name: depth === 0 ? key : next.name });
      }
    }
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
