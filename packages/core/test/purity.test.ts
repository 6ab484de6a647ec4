import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));

describe('the core', () => {
  it('is a good number of files, so that the checks below have something to check', () => {
    expect(sources.length).toBeGreaterThan(30);
  });

  it.each([
    ['no clock', /Date\.now|new Date\(\s*\)|performance\.|process\.hrtime/],
    ['no randomness', /Math\.random|\bcrypto\b|randomUUID|getRandomValues/],
    ['no I/O', /\bprocess\.|\bfetch\(|console\.|setTimeout|setInterval|setImmediate|\brequire\(|import\(/],
    [
      'no words of HTTP',
      /\bhttp\b|status ?code|\b(?:200|201|400|401|404|409|413|422|429|500|503)\b|\bheader/i,
    ],
  ])('has %s', (_, forbidden) => {
    const found = sources.filter(({ text }) => forbidden.test(withoutComments(text))).map(({ name }) => name);
    expect(found).toEqual([]);
  });

  it('imports nothing but itself, and depends on nothing', () => {
    const imports = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, from]) => ({ name, from })),
    );
    expect(imports.filter(({ from }) => !from?.startsWith('.'))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    expect(Object.keys(manifest)).not.toContain('dependencies');
    expect(Object.keys(manifest)).not.toContain('peerDependencies');
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
