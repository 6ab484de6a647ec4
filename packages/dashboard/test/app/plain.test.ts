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
