import type { JsonObject } from '../api/types.ts';
import { plain } from '../parts/plain.ts';

/** Characters; a cell shows fewer. */
const MOST = 300;

/** Inputs in a line: `name: shop, replicas: 3`. */
export function inputsText(properties: JsonObject): string {
  let text = '';
  for (const [name, value] of Object.entries(properties)) {
    if (text.length > MOST) break;
    const words = typeof value === 'string' ? value : JSON.stringify(value);
    text += `${text === '' ? '' : ', '}${name}: ${words.slice(0, MOST)}`;
  }
  return plain(text.replace(/\s+/g, ' '));
}
