import type { Arbitrary } from 'fast-check';
import { drawCommit } from './draw-commit.ts';
import type { Step } from './step.ts';
import { type FastCheck, vocabulary } from './vocabulary.ts';

/** Lists of steps, up to fifty. */
export function drawSteps(fc: FastCheck): Arbitrary<readonly Step[]> {
  const any = fc.oneof(
    { weight: 10, arbitrary: drawCommit(fc) },
    { weight: 8, arbitrary: drawLook(fc) },
    { weight: 1, arbitrary: drawPrune(fc) },
  );
  return fc.array(any, { maxLength: 50, size: 'max' });
}

function drawLook(fc: FastCheck): Arbitrary<Step> {
  const { of, maybe, seldom, instant, limit, run, kind, ref, ...words } = vocabulary(fc);
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
  return fc.oneof(
    fc.record({ type: of('runs'), query: runs }),
    fc.record({ type: of('logs'), query: fc.record({ run, offset: count, limit }) }),
    fc.record({ type: of('changes'), query: fc.record({ run, after: count, limit }) }),
    fc.record({ type: of('documents'), refs: fc.array(ref, { maxLength: 6 }) }),
    fc.record({ type: of('find'), kind, query: documents }),
    fc.record({ type: of('audits'), query: audits }),
    fc.record({ type: of('receipt'), id: words.receipt }),
  );
}

function drawPrune(fc: FastCheck): Arbitrary<Step> {
  const { of, maybe, instant, limit } = vocabulary(fc);
  const policy = fc.record({
    endedBefore: maybe(instant),
    keepPerAction: maybe(fc.nat(2)),
    auditsBefore: maybe(instant),
    receiptsBefore: maybe(instant),
    limit,
  });
  return fc.record({ type: of('prune'), policy });
}
