import type { ErrorObject } from 'ajv';
import { quoted, shortened } from '../protocol/reply.ts';

/**
 * Port's words, which are Ajv's: the quoted path of the value, then what it must be. Where Ajv keeps the useful part to
 * itself, it follows in brackets.
 */
export function messageOf(error: ErrorObject, root: string): string {
  const path = error.instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  return `${quoted(path === '' ? root : path)} ${error.message}${detailOf(error)}`;
}

function detailOf({ keyword, params }: ErrorObject): string {
  if (keyword === 'enum') return ` (${shortened((params.allowedValues as unknown[]).join(', '))})`;
  if (keyword === 'additionalProperties') return ` (${quoted(String(params.additionalProperty))})`;
  return '';
}
