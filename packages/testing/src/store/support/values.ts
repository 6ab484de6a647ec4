import type { Json } from '@berth/core';

const controls = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('');

/** Texts that some layer may take for something else. */
export const texts: Readonly<Record<string, string>> = {
  'plain text': 'deploy checkout',
  'text of one space': ' ',
  'text with blanks at both ends': ' \t both ends \n ',
  'text with control characters': `a${controls}\u007fb`,
  'text with quotes, backslashes and comment signs': `' " \` \\ \\u0041 \\0 -- /* */ ; # $1 ?1 :a @b $$ %s`,
  'text that looks like JSON': '{"a":[1,null]}',
  'text that looks like null': 'null',
  'text that looks like a number': '0012.50',
  'text that looks like an instant': '2024-02-30T25:61:00Z',
  'text in many scripts': 'Ünïcødé, Ελληνικά, кириллица, 漢字, עברית, العربية, ไทย',
  'text beyond the basic plane': '🚀👩‍👩‍👧‍👦🏳️‍🌈𝒳\u{10ffff}',
  'text that could be normalized': 'e\u0301 \u00e9 \ufb01 \u212b \u1e9b\u0323',
  'text with separators, marks and noncharacters': '\u2028\u2029\ufeff\u200b\u202e\ufffe\uffff\ufffd',
};

/** Other JSON that does not survive everywhere. */
export const values: Readonly<Record<string, Json>> = {
  'empty text': '',
  'true, false and null': [true, false, null],
  'integers at the edge of what is safe': [
    0,
    1,
    -1,
    2 ** 31,
    2 ** 32,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ],
  'numbers at the edge of what a double holds': [
    0.1, 0.30000000000000004, 1e308, -1e308, 5e-324, 1e21, 1.5e-7,
  ],
  'a zero with a sign': JSON.parse('[-0, -0.0, 0e5]') as Json,
  'empty objects and arrays': { object: {}, array: [], nested: [[], {}, [{}], { a: [] }] },
  'null where a value could be': { a: null, b: [null, [null]], c: { d: null } },
  'an object whose keys are in no order': { z: 1, a: 2, m: { y: 1, b: 2 }, aa: 3, B: 4, é: 5 },
  'an object whose keys name other things': {
    constructor: 1,
    toString: 2,
    valueOf: 3,
    hasOwnProperty: 4,
    length: 5,
  },
  'an object whose keys look like paths': {
    '': 1,
    ' ': 2,
    'a.b': 3,
    'a[0]': 4,
    '$.a': 5,
    'a,b': 6,
    '{a}': 7,
    '->': 8,
  },
  'an object whose keys are numbers': { 10: 'ten', 9: 'nine', 0: 'none', '-1': 'less', '1.0': 'one' },
  'an array of different things': [1, 'one', [1], { one: 1 }, true, null, ''],
  'a list of ten thousand numbers': Array.from({ length: 10_000 }, (_, index) => index),
  'an object of a thousand keys': Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`key ${(index * 7919) % 1000}`, index]),
  ),
};

/** Arrays and objects in turn, as many levels as asked for. */
export function nested(levels: number): Json {
  let value: Json = 'core';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
}
