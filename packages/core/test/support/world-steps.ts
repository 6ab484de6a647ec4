import fc from 'fast-check';
import { commitStep } from '../../../testing/src/store/model/draw-commit.ts';
import type { Step } from '../../../testing/src/store/model/step.ts';
import { of, words } from '../../../testing/src/store/model/words.ts';

/** Something that is written to a store. */
export type WriteStep =
  | Extract<Step, { readonly type: 'commit' }>
  | { readonly type: 'task'; readonly run: string; readonly isDone: boolean; readonly dueAt: string }
  | { readonly type: 'lease'; readonly now: string; readonly limit: number }
  | { readonly type: 'prune'; readonly before: string; readonly limit: number };

/** Something that is done to one of several stores: `on` says which, and `from` which of the snapshots, each counted around. */
export type WorldStep = { readonly on: number } & (
  | { readonly type: 'write'; readonly write: WriteStep }
  | { readonly type: 'fork' }
  | { readonly type: 'snapshot' }
  | { readonly type: 'restore'; readonly from: number }
);

const { instant, run, limit } = words;

/** Every document that a step may write, and any that it may point at. */
export const refs = (['blueprint', 'action', 'entity'] as const).flatMap((kind) =>
  ['team a', 'team b', 'service a', 'service'].map((key) => ({ kind, key })),
);

const write: fc.Arbitrary<WriteStep> = fc.oneof(
  { weight: 10, arbitrary: commitStep as fc.Arbitrary<WriteStep> },
  { weight: 3, arbitrary: fc.record({ type: of('task'), run, isDone: fc.boolean(), dueAt: instant }) },
  { weight: 1, arbitrary: fc.record({ type: of('lease'), now: instant, limit }) },
  { weight: 1, arbitrary: fc.record({ type: of('prune'), before: instant, limit }) },
);

const on = fc.nat(9);

export const worldSteps: fc.Arbitrary<readonly WorldStep[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ type: of('write'), on, write }) },
    { weight: 2, arbitrary: fc.record({ type: of('fork', 'snapshot'), on }) },
    { weight: 1, arbitrary: fc.record({ type: of('restore'), on, from: on }) },
  ),
  { maxLength: 60, size: 'max' },
);
