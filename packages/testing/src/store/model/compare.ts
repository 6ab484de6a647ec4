import type { Store } from '@berth/core';
import { kinds } from '../support/documents.ts';
import { same } from '../support/same.ts';
import type { Model } from './model.ts';
import { auditsOf, changesOf, found, logsOf, runsOf } from './read.ts';

const limit = 10_000;

/** All that a store shows is what the model holds. */
export async function compareAll(store: Store, model: Model): Promise<void> {
  same(await store.runs({ limit }), runsOf(model, { limit }));
  same(await store.audits({ limit }), auditsOf(model, { limit }));
  for (const [run, { run: value, version }] of model.runs) {
    same(await store.run(run), { value, version });
    same(await store.changes({ run, after: 0, limit }), changesOf(model, { run, after: 0, limit }));
    same(await store.logs({ run, offset: 0, limit }), logsOf(model, { run, offset: 0, limit }));
  }
  const targets = [...model.documents.values()].flatMap(({ pointsAt }) => pointsAt);
  for (const kind of kinds) {
    same(await store.find(kind, {}), found(model, kind, {}));
    for (const pointingAt of targets) {
      same(await store.find(kind, { pointingAt }), found(model, kind, { pointingAt }));
    }
  }
  for (const receipt of model.receipts.values()) same(await store.receipt(receipt.id), receipt);
}
