import { describe, expect, test } from 'vitest';
import { differences } from '../../app/run/diff.ts';

describe('what a record changed', () => {
  test('is told value by value', () => {
    const before = { title: 'Cart', properties: { language: 'Go', replicas: 2, old: true } };
    const after = { title: 'Cart', properties: { language: 'Rust', replicas: 2, tags: ['a'] } };
    expect(differences(before, after)).toEqual([
      { path: 'properties.language', before: 'Go', after: 'Rust' },
      { path: 'properties.old', before: 'true', after: undefined },
      { path: 'properties.tags', before: undefined, after: '["a"]' },
    ]);
  });

  test('of an entity that was created, or deleted, is all of it', () => {
    expect(differences(null, { a: null })).toEqual([{ path: 'a', before: undefined, after: 'null' }]);
    expect(differences({ a: {} }, null)).toEqual([{ path: 'a', before: '{}', after: undefined }]);
    expect(differences(null, null)).toEqual([]);
  });

  test('tells a list from a value that has become an object', () => {
    expect(differences({ a: [1] }, { a: { b: 1 } })).toEqual([
      { path: 'a', before: '[1]', after: undefined },
      { path: 'a.b', before: undefined, after: '1' },
    ]);
  });
});
