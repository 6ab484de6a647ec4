import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { entity, keysOf, plant, plantAll } from '../support/documents.ts';

/** What a prefix may hold that some language of queries gives a meaning to, and keys that it has to part. */
const ranges: Readonly<
  Record<string, readonly [prefix: string, inside: readonly string[], outside: readonly string[]]>
> = {
  'a blueprint and a space': [
    'team ',
    ['team a', 'team z', 'team '],
    ['team', 'teams a', 'team-a', 'tea m', 'my team a', 'steam a'],
  ],
  'a per cent sign': ['50% ', ['50% a', '50% %'], ['50 a', '500 a', '50x a', '50%', '150% a']],
  'an underscore': ['a_b ', ['a_b c', 'a_b _'], ['axb c', 'a-b c', 'ab c']],
  'a backslash': ['a\\', ['a\\', 'a\\b', 'a\\\\'], ['a', 'ab', 'a/b']],
  'a backslash before a per cent sign': ['a\\%', ['a\\%', 'a\\%b'], ['a%', 'a\\b', 'a\\']],
  'single quotes': ["o'", ["o'", "o'brien", "o''"], ['o', 'obrien', 'o"']],
  'double quotes': ['"a"', ['"a"', '"a" b'], ['a', '"a', "'a'"]],
  'an asterisk, a question mark and brackets': ['*?[a]', ['*?[a]', '*?[a]b'], ['*', 'xxa', '*?a', '*?[b]']],
  'a dollar sign and a number': ['$1', ['$1', '$1 a', '$10'], ['$', '$2', '1']],
  'capital letters': ['Team ', ['Team a', 'Team A'], ['team a', 'TEAM a']],
  'small letters': ['team ', ['team A', 'team a'], ['Team a', 'TEAM a', 'tEAM a']],
  'an accent': ['é', ['é', 'éa'], ['e', 'e\u0301', 'É']],
  'a character beyond the basic plane': ['🚀', ['🚀', '🚀 a', '🚀🚀'], ['🚁', '\ud83c\udf00', 'a']],
  'the last character of the basic plane': [
    'a\uffff',
    ['a\uffff', 'a\uffffb', 'a\uffff\uffff'],
    ['a', 'a\ufffe', 'b'],
  ],
  'the last character of all': ['a\u{10ffff}', ['a\u{10ffff}', 'a\u{10ffff}b'], ['a', 'a\u{10fffe}', 'b']],
  'a control character': ['a\u0001', ['a\u0001', 'a\u0001b'], ['a', 'a\u0002', 'ab']],
  'a line break': ['a\n', ['a\n', 'a\nb'], ['a', 'a b', 'a\rb']],
};

export function prefixes(it: Case): void {
  for (const [what, [prefix, inside, outside]] of Object.entries(ranges)) {
    it(`of keys may hold ${what}`, async ({ store }) => {
      await plantAll(store, [...outside, ...inside]);
      const found = keysOf(await store.find('entity', { prefix }));
      assert.deepEqual(new Set(found), new Set(inside));
      assert.equal(found.length, inside.length);
    });
  }

  it('of keys find what goes on with the last characters there are', async ({ store }) => {
    const keys = ['team \u{10ffff}', 'team \uffff', 'team \uffff\u{10ffff}z', 'team ~'];
    await plantAll(store, [...keys, 'team!', 'teal ']);
    assert.deepEqual(new Set(keysOf(await store.find('entity', { prefix: 'team ' }))), new Set(keys));
  });

  it('of keys that are empty find everything', async ({ store }) => {
    await plantAll(store, ['a', 'b c', '🚀']);
    assert.equal((await store.find('entity', { prefix: '' })).length, 3);
  });

  it('of keys that nothing begins with find nothing', async ({ store }) => {
    await plantAll(store, ['team a', 'team b']);
    assert.deepEqual(await store.find('entity', { prefix: 'team c' }), []);
    assert.deepEqual(await store.find('action', { prefix: 'team ' }), []);
  });

  it('of keys give them in their order', async ({ store }) => {
    await plantAll(store, ['team c', 'team a', 'team B', 'team b', 'x']);
    assert.deepEqual(keysOf(await store.find('entity', { prefix: 'team ' })), [
      'team B',
      'team a',
      'team b',
      'team c',
    ]);
  });

  it('of keys narrow down what points at something', async ({ store }) => {
    const target = entity('team core');
    for (const key of ['service a', 'service b', 'other a']) await plant(store, key, [target]);
    await plant(store, 'service c');
    const found = await store.find('entity', { prefix: 'service ', pointingAt: target });
    assert.deepEqual(keysOf(found), ['service a', 'service b']);
  });

  it('of keys are part of a name that is otherwise read as it is', async ({ store }) => {
    const keys = Object.values(ranges).flatMap(([, inside, outside]) => [...inside, ...outside]);
    const distinct = [...new Set(keys)];
    await plantAll(store, distinct);
    const found = await store.documents(distinct.map(entity));
    assert.deepEqual(
      found.map((each) => each?.value.title),
      distinct,
    );
  });
}
