import fc from 'fast-check';
import type { TieChange } from '../model/op.ts';
import { type DrawnText, labelText, linkValue, messageText } from './texts.ts';

/** What a drawn call is about before it is bound to a run: of those that are there, the `pick`th. */
export type Drawn = { readonly pick: number } & (
  | { readonly call: 'create'; readonly properties: Readonly<Record<string, unknown>> }
  | { readonly call: 'patch'; readonly keys: DrawnPatch; readonly ends: boolean; readonly success: boolean }
  | {
      readonly call: 'log';
      readonly message: DrawnText;
      readonly statusLabel: DrawnText | undefined;
      readonly ends: boolean;
      readonly success: boolean;
    }
  | { readonly call: 'get' | 'logs' | 'list' | 'affected' }
  | { readonly call: 'tie'; readonly change: TieChange }
);

export interface DrawnPatch {
  readonly statusLabel: DrawnText | undefined;
  readonly link: string | readonly string[] | undefined;
  readonly summary: DrawnText | undefined;
}

const keySets: readonly (readonly (keyof DrawnPatch)[])[] = [
  ['statusLabel'],
  ['link'],
  ['summary'],
  ['statusLabel', 'link'],
  ['statusLabel', 'summary'],
  ['link', 'summary'],
  ['statusLabel', 'link', 'summary'],
];

const values = fc.record({ statusLabel: labelText, link: linkValue, summary: labelText });

function keysOf(
  sets: readonly { keys: readonly (keyof DrawnPatch)[]; weight: number }[],
): fc.Arbitrary<DrawnPatch> {
  const chosen = fc.oneof(...sets.map(({ keys, weight }) => ({ arbitrary: fc.constant(keys), weight })));
  return fc.tuple(chosen, values).map(([keys, { statusLabel, link, summary }]) => ({
    statusLabel: keys.includes('statusLabel') ? statusLabel : undefined,
    link: keys.includes('link') ? link : undefined,
    summary: keys.includes('summary') ? summary : undefined,
  }));
}

const openKeys = keysOf([
  ...keySets.map((keys) => ({ keys, weight: keys.length === 1 ? 4 : 2 })),
  { keys: [], weight: 1 },
]);
const endingKeys = keysOf([{ keys: [], weight: 4 }, ...keySets.map((keys) => ({ keys, weight: 1 }))]);

const pick = fc.nat(1_000);
const properties = fc.oneof(
  fc.constant({}),
  fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
    maxKeys: 3,
  }),
);
const success = fc.boolean();

function patch(keys: fc.Arbitrary<DrawnPatch>, ends: boolean): fc.Arbitrary<Drawn> {
  return fc.record({ call: fc.constant('patch' as const), pick, keys, ends: fc.constant(ends), success });
}

function log(ends: boolean): fc.Arbitrary<Drawn> {
  return fc.record({
    call: fc.constant('log' as const),
    pick,
    message: messageText,
    statusLabel: fc.oneof(labelText, fc.constant(undefined)),
    ends: fc.constant(ends),
    success,
  });
}

/** One call. The weights keep runs open, since most of what can go wrong does so before the end. */
export function drawn(ties: boolean): fc.Arbitrary<Drawn> {
  const create = fc.record({ call: fc.constant('create' as const), pick, properties });
  const reads: fc.Arbitrary<Drawn>[] = (['get', 'get', 'logs', 'list'] as const).map((call) =>
    fc.record({ call: fc.constant(call), pick }),
  );
  const tie = fc.record({
    call: fc.constant('tie' as const),
    pick,
    change: fc.constantFrom('create' as const, 'create' as const, 'update' as const, 'delete' as const),
  });
  const affected = fc.record({ call: fc.constant('affected' as const), pick });
  return fc.oneof(
    { arbitrary: create as fc.Arbitrary<Drawn>, weight: 4 },
    { arbitrary: patch(openKeys, false), weight: 12 },
    { arbitrary: patch(endingKeys, true), weight: 2 },
    { arbitrary: log(false), weight: 6 },
    { arbitrary: log(true), weight: 2 },
    { arbitrary: fc.oneof(...reads), weight: 4 },
    ...(ties
      ? [
          { arbitrary: tie as fc.Arbitrary<Drawn>, weight: 3 },
          { arbitrary: affected, weight: 1 },
        ]
      : []),
  );
}
