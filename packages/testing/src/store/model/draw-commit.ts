import fc from 'fast-check';
import type { AuditStep, DocumentStep, Expects, RunStep, Step } from './step.ts';
import { maybe, of, words } from './words.ts';

const { instant, run, ref, text, resource, change } = words;

const expects: fc.Arbitrary<Expects> = fc.oneof(
  { weight: 12, arbitrary: of('present') },
  { weight: 1, arbitrary: of('former', 'absent', 'never there') },
);

const state = fc
  .record({
    isOpen: of(true, true, false),
    open: of('IN_PROGRESS', 'WAITING_FOR_APPROVAL'),
    ending: of('SUCCESS', 'FAILURE', 'DECLINED'),
    endedAt: instant,
    createdAt: instant,
    action: words.action,
    blueprint: maybe(words.blueprint),
    entity: maybe(words.entity),
    source: words.source,
    createdBy: words.user,
    email: maybe(words.email),
    externalRunId: maybe(words.externalRunId),
  })
  .map(({ isOpen, open, ending, endedAt, ...rest }) =>
    isOpen ? { ...rest, status: open } : { ...rest, status: ending, endedAt },
  );

const runStep: fc.Arbitrary<RunStep> = fc.record({
  id: run,
  expects,
  does: of('guard', 'append', 'move', 'move and append'),
  to: state,
  words: fc.array(text, { maxLength: 3 }),
});

const documentStep: fc.Arbitrary<DocumentStep> = fc.record({
  ref,
  expects,
  does: of('guard', 'put', 'put', 'touch', 'delete'),
  text,
  pointsAt: fc.array(ref, { maxLength: 3 }),
});

const auditStep: fc.Arbitrary<AuditStep> = fc.record({ at: instant, run: maybe(run), resource, change });

export const commitStep: fc.Arbitrary<Step> = fc.record({
  type: of('commit'),
  runs: fc.uniqueArray(runStep, { maxLength: 3, selector: ({ id }) => id }),
  documents: fc.uniqueArray(documentStep, {
    maxLength: 4,
    selector: ({ ref }) => `${ref.kind} ${ref.key}`,
  }),
  audits: fc.array(auditStep, { maxLength: 2 }),
  receipt: maybe(fc.record({ id: words.receipt, at: instant })),
});
