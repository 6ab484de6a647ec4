import { ok, refuse } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { Conditions } from '../src/condition.ts';
import type { Templates } from '../src/template/templates.ts';

/** Answers each expression with true, but for one that says `false`; breaks a limit where one says `endless`. */
function asked() {
  const questions: (readonly string[])[] = [];
  const query: Templates['query'] = async (expressions) => {
    questions.push(expressions);
    if (expressions.includes('endless')) return refuse({ rule: 'time', message: 'too long' });
    return ok(expressions.map((each) => each !== 'false'));
  };
  let at = 0;
  const conditions = new Conditions({ query } as Templates, () => at);
  const hold = (...all: string[][]) =>
    conditions.hold(
      all.map((expressions) => ({ expressions })),
      {},
    );
  const pass = (milliseconds: number) => {
    at += milliseconds;
  };
  return { questions, hold, pass, conditions };
}

describe('conditions', () => {
  it('are asked together, and each has its own answer', async () => {
    const { questions, hold } = asked();
    expect(await hold(['a', 'b'], ['false'], [], ['a'])).toEqual([true, false, true, true]);
    expect(questions).toEqual([['a', 'b', 'false', 'a']]);
  });

  it('hold by all of their expressions, or by one where they say so', async () => {
    const { conditions } = asked();
    const expressions = ['a', 'false'];
    expect(
      await conditions.hold(
        [{ expressions }, { expressions, combinator: 'or' }, { expressions, combinator: 'and' }],
        {},
      ),
    ).toEqual([false, true, false]);
  });

  it('are asked one by one when they are too much together, and who is to blame rests a minute', async () => {
    const { questions, hold, pass } = asked();
    expect(await hold(['a'], ['endless'], ['b'])).toEqual([true, false, true]);
    questions.length = 0;
    expect(await hold(['a'], ['endless'], ['b'])).toEqual([true, false, true]);
    expect(questions).toEqual([['a', 'b']]);
    pass(60_000);
    await hold(['endless']);
    expect(questions.flat().filter((each) => each === 'endless')).toHaveLength(2);
  });
});
