import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { drawPlans, type Plan } from '../history/plans.ts';
import { record } from '../history/record.ts';
import { isLinearizable } from '../history/search.ts';
import { openRun, serviceOver } from '../support/services.ts';

const [RUNS, CLIENTS, OPERATIONS, AT_ONCE] = [150, 6, 10, 25];

/** What the clients of a plan see of a run that is theirs. Each has a service of its own, as if in a process of its own. */
async function historyOf(stores: readonly [Store, Store], plan: Plan, name: string) {
  const observer = serviceOver(stores[0], name);
  const clients = plan.map((operations, index) => ({
    service: serviceOver(stores[index % 2] as Store, `${name}c${index}`),
    operations,
  }));
  return record(observer, await openRun(observer), clients);
}

export function histories(it: Case): void {
  it('are explained by some order of the requests, whatever six clients do to a run', async ({
    store,
    again,
  }) => {
    const plans = await drawPlans(RUNS, CLIENTS, OPERATIONS);
    const stores = [store, again()] as const;
    const waiting = [...plans.entries()];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, plan] = next;
        const { from, performed } = await historyOf(stores, plan, `h${index}`);
        assert.equal(performed.length, CLIENTS * OPERATIONS + 2);
        assert.ok(isLinearizable(performed, from), JSON.stringify(performed, null, 1));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }, 120_000);
}
