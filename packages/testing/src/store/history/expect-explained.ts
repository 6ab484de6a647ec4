import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import { openRun, serviceOver } from '../support/services.ts';
import { drawPlans, type Plan } from './plans.ts';
import { record } from './record.ts';
import { isLinearizable } from './search.ts';

const [RUNS, CLIENTS, OPERATIONS, AT_ONCE] = [150, 6, 10, 25];

/** Lets clients loose on many runs, by two ways to the same store, and looks for an order that explains what they saw. */
export async function expectExplained(...stores: readonly [Store, Store]): Promise<void> {
  const plans = drawPlans(RUNS, CLIENTS, OPERATIONS);
  const waiting = plans.entries();
  const work = async () => {
    for (const [index, plan] of waiting) {
      const { from, performed } = await historyOf(stores, plan, `h${index}`);
      assert.equal(performed.length, CLIENTS * OPERATIONS + 2);
      assert.ok(isLinearizable(performed, from), JSON.stringify(performed, null, 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** What the clients of a plan see of a run that is theirs. Each has a service of its own, as if in a process of its own. */
async function historyOf(stores: readonly [Store, Store], plan: Plan, name: string) {
  const observer = serviceOver(stores[0], name);
  const clients = plan.map((operations, index) => ({
    service: serviceOver(stores[index % 2] as Store, `${name}c${index}`),
    operations,
  }));
  return record(observer, await openRun(observer), clients);
}
