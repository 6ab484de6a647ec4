import type { PrunePolicy } from '@berth/core';
import type { Model, ModelRun } from './model.ts';

/** The names of all that a policy lets go, whatever its limit. */
export interface LetGo {
  readonly runs: readonly string[];
  readonly audits: readonly string[];
  readonly receipts: readonly string[];
}

export function letGo({ runs, audits, receipts }: Model, policy: PrunePolicy): LetGo {
  const ended = [...runs.values()].filter(({ run }) => run.endedAt !== undefined);
  const { endedBefore, keepPerAction, auditsBefore, receiptsBefore } = policy;
  const isOld = ({ run }: ModelRun) => endedBefore !== undefined && (run.endedAt ?? '') < endedBefore;
  const isBeyond = ({ run }: ModelRun) => keepPerAction !== undefined && newer(run).length >= keepPerAction;
  const newer = ({ action, createdAt, id }: ModelRun['run']) =>
    ended.filter(
      ({ run }) =>
        run.action === action && (run.createdAt > createdAt || (run.createdAt === createdAt && run.id > id)),
    );
  return {
    runs: ended.filter((each) => isOld(each) || isBeyond(each)).map(({ run }) => run.id),
    audits: audits.filter(({ at }) => auditsBefore !== undefined && at < auditsBefore).map(({ id }) => id),
    receipts: [...receipts.values()]
      .filter(({ at }) => receiptsBefore !== undefined && at < receiptsBefore)
      .map(({ id }) => id),
  };
}

/** The model without what has gone. */
export function without(model: Model, gone: LetGo): Model {
  const kept = <T>(all: ReadonlyMap<string, T>, names: readonly string[]) =>
    new Map([...all].filter(([name]) => !names.includes(name)));
  return {
    runs: kept(model.runs, gone.runs),
    documents: model.documents,
    audits: model.audits.filter(({ id }) => !gone.audits.includes(id)),
    receipts: kept(model.receipts, gone.receipts),
  };
}
