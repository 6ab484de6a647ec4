import { readFile } from 'node:fs/promises';
import type { Seed } from '@berth/http';
import { UsageError } from './usage.ts';

const keys = ['blueprints', 'entities', 'actions'];

/** Reads a seed file; what is in its items is for the API to check. */
export async function readSeed(file: string | undefined): Promise<Seed> {
  if (file === undefined) return {};
  const seed = parse(file, await read(file));
  if (typeof seed !== 'object' || seed === null || Array.isArray(seed)) {
    throw new UsageError(`${file}: a seed is an object with ${keys.join(', ')}`);
  }
  for (const [key, items] of Object.entries(seed)) {
    if (!keys.includes(key)) throw new UsageError(`${file}: "${key}" is none of ${keys.join(', ')}`);
    const sound = Array.isArray(items) && items.every((item) => typeof item === 'object' && item !== null);
    if (!sound) throw new UsageError(`${file}: "${key}" must be a list of objects`);
  }
  return seed;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `cannot read the seed file: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
