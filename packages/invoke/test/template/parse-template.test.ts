import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/template/parse-template.ts';

const PIECES = ['{{', '}}', '{', '}', '"', "'", '\\', ' ', 'a', '\ud83d', '😀'];

function partsOf(text: string) {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed.error.message;
  return parsed.value.type === 'value' ? parsed.value.expression : parsed.value.parts;
}

describe('a text', () => {
  it.each([
    ['no template', ['no template']],
    ['{ a } }', ['{ a } }']],
    ['', []],
    ['{{ .a }}', ' .a '],
    [' \n{{ .a }}\t', ' .a '],
    ['{{}}', ''],
    ['a{{.b}}c', ['a', { expression: '.b' }, 'c']],
    ['{{.a}}{{.b}}', [{ expression: '.a' }, { expression: '.b' }]],
    ['"{{.a}}"', ['"', { expression: '.a' }, '"']],
    ['{{ {a: 1} }}', ' {a: 1} '],
  ])('%j has the parts %j', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  it.each([
    ['{{ "}} {{" }}', ' "}} {{" '],
    ["{{ '{{' }}", " '{{' "],
    ['{{ "it\'s }}" }}', ' "it\'s }}" '],
    ['{{ "\\"}}" }}', ' "\\"}}" '],
  ])('%j has no braces but the outer ones, since the others are quoted', (text, expression) => {
    expect(partsOf(text)).toEqual(expression);
  });

  it('has no pair of the last two of three braces in a row', () => {
    expect(partsOf('{{{a: 1} }}')).toBe('{a: 1} ');
    expect(partsOf('{{ .a }}}')).toBe(' .a ');
  });

  it.each([
    ['prefix{{.foo}postfix', 'Found opening double braces in index 6 without closing double braces'],
    ['prefix{.foo}}postfix', 'Found closing double braces in index 11 without opening double braces'],
    ['prefix{{ .foo {{ }}postfix', 'Found double braces in index 14 inside other one in index 6'],
    ['{{ .a }} }}', 'Found closing double braces in index 9 without opening double braces'],
    ['{{{{', 'Found double braces in index 2 inside other one in index 0'],
    ['{{a}}}}', 'Found closing double braces in index 5 without opening double braces'],
    ['{{ "a }}', 'Found opening double braces in index 0 without closing double braces'],
  ])('%j is refused: %s', (text, message) => {
    expect(parseTemplate(text)).toEqual({ ok: false, error: { rule: 'braces', message } });
  });
});

describe('any text of braces and quotes', () => {
  it('is parsed or refused, and none of it is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES)), (pieces) => {
        const text = pieces.join('');
        const parsed = parseTemplate(text);
        if (!parsed.ok || parsed.value.type === 'value') return;
        const written = parsed.value.parts.map((part) =>
          typeof part === 'string' ? part : `{{${part.expression}}}`,
        );
        expect(written.join('')).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([...PIECES, '{{ . }}', '{{"', "{{'", '"}}', '{{\\', '{{"}}'])(
    '%j over and over, a million characters of it, is parsed at once',
    (piece) => {
      const text = piece.repeat(2 ** 20 / piece.length);
      const begun = performance.now();
      parseTemplate(text);
      parseTemplate(`{{ "${text}`);
      parseTemplate(`{{ '${text}`);
      // A hundred times what it takes: time that grew with the square would be minutes.
      expect(performance.now() - begun).toBeLessThan(5_000);
    },
  );
});
