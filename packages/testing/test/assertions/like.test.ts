import { expect, it } from 'vitest';
import { inOneLine, unlike } from '../../src/assertions/like.ts';

it('takes whatever more an object has, and no more items than a list is to have', () => {
  expect(unlike({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } })).toEqual([]);
  expect(unlike({ list: [1, 2] }, { list: [1] })).toEqual(['body.list is [ 1, 2 ]']);
  expect(unlike({ list: [{ a: 1, b: 2 }] }, { list: [{ a: 1 }] })).toEqual([]);
});

it('names every place that differs', () => {
  expect(unlike({ a: 1, b: [{ c: 'x' }], d: null }, { a: 2, b: [{ c: /y/ }], d: {} })).toEqual([
    'body.a is 1',
    "body.b[0].c is 'x'",
    'body.d is null',
  ]);
  expect(unlike(undefined, { a: 1 })).toEqual(['body is undefined']);
  expect(unlike({}, { a: 1 })).toEqual(['body.a is undefined']);
  expect(unlike({ a: 'no list' }, { a: ['no list'] })).toEqual(["body.a is 'no list'"]);
});

it('lets an expression stand for strings only, wherever it was before', () => {
  const digits = /\d/g;
  expect([unlike('a1', digits), unlike('a1', digits)]).toEqual([[], []]);
  expect(unlike(1, /1/)).toEqual(['body is 1']);
});

it("takes a runner's own matchers", () => {
  expect(unlike({ a: 1 }, { a: expect.any(Number) })).toEqual([]);
  expect(unlike({ a: '1' }, { a: expect.any(Number) })).toEqual(["body.a is '1'"]);
});

it("shows a runner's own matchers by what they take, wherever they stand", () => {
  const like = { a: expect.any(Number), list: [expect.stringContaining('x')], b: expect.anything() };
  expect(inOneLine(like)).toBe(`{ a: Any<Number>, list: [ StringContaining "x" ], b: Anything }`);
  expect(inOneLine(expect.objectContaining({ a: 1 }))).toBe('ObjectContaining { a: 1 }');
});
