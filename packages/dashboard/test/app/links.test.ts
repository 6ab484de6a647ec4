import { describe, expect, test } from 'vitest';
import { linksOf, safeLink } from '../../app/parts/links.ts';

describe('a link that a run carries', () => {
  test.each([
    ['https://ci.example.com/builds/1?a=b#c', 'ci.example.com'],
    ['HTTP://Example.com:8080', 'example.com:8080'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
  ])('%j is a web address, whose host is shown', (text, host) => {
    expect(safeLink(text)?.host).toBe(host);
    expect(safeLink(text)?.href).toMatch(/^https?:\/\//);
  });

  test.each([
    ['another scheme', 'javascript:alert(1)'],
    ['another scheme in capitals', 'JaVaScRiPt://example.com/%0aalert(1)'],
    ['a scheme with a line break in it', 'java\nscript:alert(1)'],
    ['something before the scheme', ' https://example.com'],
    ['a control character before the scheme', '\u0001https://example.com'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['a blob', 'blob:https://example.com/1'],
    ['no slashes', 'https:example.com'],
    ['backslashes', 'https:\\\\example.com'],
    ['a backslash behind the host', 'https://example.com\\@evil.example'],
    ['a name in front of the host', 'https://bank.example@evil.example/'],
    ['a tab within', 'https://exam\tple.com'],
    ['what turns the direction of text', 'https://example.com/\u202egnp'],
    ['no host', 'https://'],
    ['a path', '/runs/1'],
    ['nothing', ''],
  ])('%s is no web address', (_, text) => {
    expect(safeLink(text)).toBeUndefined();
  });

  test('a run has no link, one, or many', () => {
    expect(linksOf(undefined)).toEqual([]);
    expect(linksOf('https://a.example')).toEqual(['https://a.example']);
    expect(linksOf(['a', '', 'b'])).toEqual(['a', 'b']);
  });
});
