import { describe, expect, test } from 'vitest';
import { plain } from '../../app/parts/plain.ts';

describe('plain text', () => {
  test('shows control characters of either set by their number', () => {
    expect(plain('a\u0000b\u0007c\u001bd\u007fe\u009bf\r')).toBe(
      'a⟨U+0000⟩b⟨U+0007⟩c⟨U+001B⟩d⟨U+007F⟩e⟨U+009B⟩f⟨U+000D⟩',
    );
  });

  test('shows what would turn the direction of text, or has no width', () => {
    const unseen = ['\u202e', '\u2066', '\u200f', '\u061c', '\u200b', '\ufeff', '\u2028', '\u00ad'];
    for (const each of unseen) {
      expect(plain(`photo${each}gnp.exe`)).toMatch(/^photo⟨U\+[0-9A-F]{4}⟩gnp\.exe$/);
    }
  });

  test('leaves words, tabs, line feeds and joined pictures as they are', () => {
    const text = 'Prüfung\tbestanden\n<b>ok</b> مرحبا 👩‍💻';
    expect(plain(text)).toBe(text);
  });
});

test.each(['\u034f', '\u115f', '\u180e', '\u3164', '\u{e0041}', '\u{e0001}', '\u{1d173}'])(
  'a character that takes no place cannot carry a text that nobody sees: %j',
  (character) => {
    const number = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    expect(plain(`a${character}b`)).toBe(`a⟨U+${number}⟩b`);
  },
);

test.each(['👩‍👩‍👧', '❤️', 'می‌خواهم', '葛\u{e0100}', '🇩🇪'])('%s stays as it is written', (text) => {
  expect(plain(text)).toBe(text);
});
