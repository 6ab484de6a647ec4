import fc from 'fast-check';
import type { Ending } from '../model/op.ts';
import type { Detail, Drawn, DrawnRace } from './naming.ts';

/** What a race is about. Most are about who ends the run; a short search has the first ones only. */
export const wheel = [
  'log and log',
  'PATCH and PATCH',
  'PATCH and log',
  'keys',
  'logs and ending',
  'log and log',
  'one key',
  'PATCH and PATCH',
  'tie and ending',
  'PATCH and log',
  'logs',
  'log and log',
  'GET and ending',
  'PATCH and log',
] as const;

export type Kind = (typeof wheel)[number];
const details: readonly Detail[] = ['statusLabel', 'link', 'summary'];
const endings = fc.constantFrom<Ending>('SUCCESS', 'FAILURE');
const someDetails = fc.subarray([...details]);
const label = fc.oneof(
  { arbitrary: fc.constant(false), weight: 2 },
  { arbitrary: fc.constant(true), weight: 1 },
);
const plainLog: fc.Arbitrary<Drawn> = label.map((label) => ({ call: 'log', label }));
const get: fc.Arbitrary<Drawn> = fc.constant({ call: 'get' });
const tie: fc.Arbitrary<Drawn> = fc.constant({ call: 'tie' });
const patch: fc.Arbitrary<Drawn> = fc
  .subarray([...details], { minLength: 1, maxLength: 2 })
  .map((keys) => ({ call: 'patch', keys }));

const ended = {
  PATCH: (ending: Ending) => someDetails.map((keys): Drawn => ({ call: 'patch', keys, ending })),
  log: (ending: Ending) => label.map((label): Drawn => ({ call: 'log', label, ending })),
};
const anyEnding = endings.chain((ending) => fc.oneof(ended.PATCH(ending), ended.log(ending)));

/** A race of this kind; with `reads`, a client may read the run in between. */
export function race(kind: Kind, reads: boolean): fc.Arbitrary<DrawnRace> {
  const others = [
    { arbitrary: plainLog, weight: 3 },
    { arbitrary: patch, weight: 3 },
  ];
  const calls = fc.oneof(...others, ...(reads ? [{ arbitrary: get, weight: 2 }] : []));
  const second = fc.oneof(
    { arbitrary: fc.constant([]), weight: 5 },
    {
      arbitrary: fc.tuple(fc.oneof({ arbitrary: calls, weight: 3 }, { arbitrary: anyEnding, weight: 1 })),
      weight: 3,
    },
  );
  const branches = first(kind).chain((calls) =>
    fc.tuple(...calls.map((call) => second.map((more) => [call, ...more]))),
  );
  return fc.record({ prefix: fc.array(calls, { maxLength: 3 }), branches });
}

/** What each client sends first. */
function first(kind: Kind): fc.Arbitrary<readonly Drawn[]> {
  switch (kind) {
    case 'log and log':
      return twoEndings(ended.log, ended.log);
    case 'PATCH and PATCH':
      return twoEndings(ended.PATCH, ended.PATCH);
    case 'PATCH and log':
      return twoEndings(ended.PATCH, ended.log);
    case 'keys':
      return fc
        .shuffledSubarray([...details], { minLength: 2 })
        .map((keys) => keys.map((key): Drawn => ({ call: 'patch', keys: [key] })));
    case 'one key':
      return fc
        .tuple(fc.constantFrom(...details), fc.integer({ min: 2, max: 3 }))
        .map(([key, clients]) =>
          Array.from({ length: clients }, (): Drawn => ({ call: 'patch', keys: [key] })),
        );
    case 'logs':
      return fc.array(plainLog, { minLength: 2, maxLength: 3 });
    case 'logs and ending':
      return fc
        .tuple(anyEnding, plainLog, fc.array(plainLog, { maxLength: 1 }))
        .map(([a, b, c]) => [a, b, ...c]);
    case 'tie and ending':
      return fc.tuple(tie, anyEnding);
    case 'GET and ending':
      return fc.tuple(get, anyEnding);
  }
}

/** Different ones mostly, and sometimes a third client. */
function twoEndings(
  a: (ending: Ending) => fc.Arbitrary<Drawn>,
  b: (ending: Ending) => fc.Arbitrary<Drawn>,
): fc.Arbitrary<readonly Drawn[]> {
  const alike = fc.oneof(
    { arbitrary: fc.constant(false), weight: 3 },
    { arbitrary: fc.constant(true), weight: 1 },
  );
  const third = fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.tuple(fc.oneof(anyEnding, plainLog)), weight: 1 },
  );
  return fc.tuple(endings, alike, third).chain(([ending, alike, third]) => {
    const other = ending === 'SUCCESS' ? 'FAILURE' : 'SUCCESS';
    return fc.tuple(a(ending), b(alike ? ending : other)).map((two) => [...two, ...third]);
  });
}
