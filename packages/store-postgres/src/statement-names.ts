import { createHash } from 'node:crypto';

/**
 * Names for texts that come again. Texts follow from the shape of what is asked, so there are few; should a host's work have
 * very many shapes, those that come late have no name and are planned each time, rather than fill the server's memory.
 */
const MOST_NAMES = 200;

const names = new Map<string, string>();

/** From the text itself, since several stores may share the connections of one pool. */
export function statementName(text: string): { readonly name?: string } {
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size === MOST_NAMES) return {};
  const name = `berth_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return { name };
}
