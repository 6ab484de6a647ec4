import { describe, expect, test } from 'vitest';
import type { UserInputs } from '../../app/api/types.ts';
import { draftOf, firstText, read } from '../../app/form/drafts.ts';
import { fieldOf } from '../../app/form/fields.ts';
import { sectionsOf } from '../../app/form/sections.ts';

const text = { type: 'string' };
const number = fieldOf('count', { type: 'number' }, false);

describe('a number', () => {
  test.each(['   ', 'Infinity', '1e400', '-1e400', '0x10', '0b1', '1 2', '1,5', '1e'])(
    'is not what %j says',
    (typed) => {
      expect(read(number, typed)).toEqual({ problem: 'Must be a number.' });
    },
  );

  test.each([
    [' 5 ', 5],
    ['007', 7],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['+5', 5],
    ['-0.25', -0.25],
    ['9007199254740991', 9007199254740991],
  ])('is what %j says', (typed, value) => {
    expect(read(number, typed)).toEqual({ value });
  });

  test.each(['9007199254740993', '-12345678901234567890'])(
    'as long as %s would be sent as another one',
    (typed) => {
      expect(read(number, typed)).toEqual({ problem: 'Is too large to be kept exactly.' });
    },
  );
});

describe('names that every object has', () => {
  const inputsOf = (inputs: Partial<UserInputs>) => ({ properties: {}, ...inputs });
  const names = (inputs: UserInputs) =>
    sectionsOf(inputs).map(({ title, fields }) => [title, fields.map(({ name }) => name)]);

  test.each(['constructor', 'toString', 'valueOf', '__proto__'])(
    'begin no section and are no field unless an action says so: %s',
    (name) => {
      expect(names(inputsOf({ properties: { a: text }, titles: {}, order: [name, 'a'] }))).toEqual([
        [undefined, ['a']],
      ]);
    },
  );

  test.each(['constructor', 'toString'])('are asked for like any other: %s', (name) => {
    const properties = { [name]: text };
    expect(names(inputsOf({ properties, titles: {} }))).toEqual([[undefined, [name]]]);
  });
});

test('a name given twice in an order is asked for once', () => {
  const [section] = sectionsOf({ properties: { a: text, b: text }, order: ['a', 'b', 'a'] });
  expect(section?.fields.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a box that was added to a list and not ticked is sent as it is seen', () => {
  const list = fieldOf('flags', { type: 'array', items: { type: 'boolean' } }, false);
  expect(draftOf(list, [false])).toEqual(['false']);
  expect(read(list, [firstText(list.item), 'true'])).toEqual({ value: [false, true] });
});

test.each(['2026-07-01T10:00:00.123Z', '2026-07-01T10:00:07.000Z'])(
  'an instant that nobody touches stays the one that it was: %s',
  (value) => {
    const field = fieldOf('at', { type: 'string', format: 'date-time' }, false);
    expect(read(field, draftOf(field, value))).toEqual({ value });
  },
);
