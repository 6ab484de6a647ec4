import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../src');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Every occurrence, as far as the end of its line. */
function all(pattern: RegExp): string[] {
  return sources.flatMap((source) => source.match(pattern) ?? []);
}

describe('the sources', () => {
  it('begin transactions with the write lock and in no other way', () => {
    const begins = all(/\bBEGIN\b.*/g).filter((line) => !/^BEGIN SELECT RAISE\(ABORT/.test(line));
    expect(begins.length).toBeGreaterThan(0);
    expect(begins.filter((line) => !line.startsWith('BEGIN IMMEDIATE'))).toEqual([]);
    expect(all(/\bSAVEPOINT\b/g)).toEqual([]);
  });

  it('never wait inside SQLite, and never trade what is acknowledged for speed', () => {
    expect(all(/busy_timeout.*/g)).toEqual(["busy_timeout=0');"]);
    expect(all(/synchronous.*/g).filter((line) => line.startsWith('synchronous='))).toEqual([
      "synchronous=FULL');",
    ]);
  });
});
