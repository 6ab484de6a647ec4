import '../../src/vitest.ts';
import { expect, it } from 'vitest';
import { matchers } from '../../src/assertions/matchers.ts';
import { journal, run } from './doubles.ts';

type Name = keyof typeof matchers;

it.each<[Name, readonly unknown[], string]>([
  [
    'toHaveRunStatus',
    ['SUCESS'],
    "one of IN_PROGRESS, SUCCESS, FAILURE, WAITING_FOR_APPROVAL, DECLINED; it was given 'SUCESS'",
  ],
  ['toHaveSucceeded', ['Live'], "{ label }; it was given 'Live'"],
  ['toHaveSucceeded', [{ lable: 'Live' }], "{ label }; it was given { lable: 'Live' }"],
  ['toHaveFailed', [null], '{ label }; it was given null'],
  ['toHaveFailed', [{ label: 5 }], 'a text or an expression; it was given 5'],
  ['toHaveTransitioned', ['SUCCESS'], "a list; it was given 'SUCCESS'"],
  [
    'toHaveTransitioned',
    [['SUCESS']],
    "one of IN_PROGRESS, SUCCESS, FAILURE, WAITING_FOR_APPROVAL, DECLINED; it was given 'SUCESS'",
  ],
  ['toHaveLogged', [], 'a text or an expression; it was given undefined'],
  ['toHaveLogged', [['cloned']], "a text or an expression; it was given [ 'cloned' ]"],
  ['toHaveLogsInOrder', ['cloned'], "a list; it was given 'cloned'"],
  ['toHaveLogsInOrder', [[undefined]], 'a text or an expression; it was given undefined'],
  ['toHaveLink', [undefined], 'a text or an expression; it was given undefined'],
  ['toHaveTouchedEntity', [], 'a name; it was given undefined'],
  ['toHaveTouchedEntity', ['service', 5], 'a name; it was given 5'],
  ['toHaveReceivedRequest', ['runs.updat'], "it was given 'runs.updat'"],
  ['toHaveReceivedRequestTimes', ['delivery', 0], "it was given 'delivery'"],
  ['toHaveReceivedRequestTimes', ['runs.update', '1'], "a whole number, 0 or more; it was given '1'"],
  ['toHaveDelivered', [], 'a name; it was given undefined'],
])(
  '%s refuses %j, which its negation would always hold for, or anything would fit',
  (name, given, message) => {
    const subject = name.includes('Request') || name === 'toHaveDelivered' ? journal : run;
    const judge: (...all: never) => unknown = matchers[name];
    expect(() => Reflect.apply(judge, undefined, [subject, ...given])).toThrow(TypeError);
    expect(() => Reflect.apply(judge, undefined, [subject, ...given])).toThrow(message);
  },
);

it("takes a runner's own matcher of texts for a text", () => {
  expect(run).toHaveLogged(expect.stringContaining('cart'));
  expect(run).not.toHaveLogged(expect.stringContaining('nothing of the kind'));
  expect(run).toHaveLogsInOrder(['cloned', expect.any(String), expect.stringMatching(/41$/)]);
  expect(run).toHaveFailed({ label: expect.stringContaining('Rolled') });
  expect(run).not.toHaveLink(expect.stringContaining('nowhere'));
});
