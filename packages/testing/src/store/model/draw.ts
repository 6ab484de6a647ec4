import fc from 'fast-check';
import { commitStep } from './draw-commit.ts';
import type { Step } from './step.ts';
import { maybe, of, seldom, words } from './words.ts';

const { instant, limit, run, kind, ref } = words;

const count = fc.nat(4);

const runs = fc.record({
  action: maybe(words.action),
  blueprint: seldom(words.blueprint),
  entity: seldom(words.entity),
  status: seldom(of('IN_PROGRESS', 'SUCCESS')),
  sources: maybe(fc.subarray(['UI', 'API', 'AUTOMATION'] as const)),
  user: seldom(words.user),
  email: seldom(words.email),
  externalRunId: seldom(words.externalRunId),
  after: seldom(fc.record({ createdAt: instant, id: run })),
  limit,
});

const audits = fc.record({
  run: maybe(run),
  change: maybe(words.change),
  resources: maybe(fc.subarray(['run', 'entity'])),
  from: maybe(instant),
  to: maybe(instant),
  limit,
});

const documents = fc.record({ prefix: maybe(of('team ', 'service', 's', '')), pointingAt: maybe(ref) });

const look: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: of('runs'), query: runs }),
  fc.record({ type: of('logs'), query: fc.record({ run, offset: count, limit }) }),
  fc.record({ type: of('changes'), query: fc.record({ run, after: count, limit }) }),
  fc.record({ type: of('documents'), refs: fc.array(ref, { maxLength: 6 }) }),
  fc.record({ type: of('find'), kind, query: documents }),
  fc.record({ type: of('audits'), query: audits }),
  fc.record({ type: of('receipt'), id: words.receipt }),
);

const policy = fc.record({
  endedBefore: maybe(instant),
  keepPerAction: maybe(fc.nat(2)),
  auditsBefore: maybe(instant),
  receiptsBefore: maybe(instant),
  limit,
});
const prune: fc.Arbitrary<Step> = fc.record({ type: of('prune'), policy });

/** Lists of steps, up to fifty. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: commitStep },
    { weight: 8, arbitrary: look },
    { weight: 1, arbitrary: prune },
  ),
  { maxLength: 50, size: 'max' },
);
