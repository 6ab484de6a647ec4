import assert from 'node:assert/strict';
import type { Service, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { persist } from '../faults/persist.ts';
import { drawFates, unsteady } from '../faults/unsteady.ts';
import { same } from '../support/same.ts';
import { ada, executionOf, keyOf, linesOf, openRun, serviceOver } from '../support/services.ts';

const CLIENTS = 10;

function tally(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Ten clients at once, each with a service of its own over a connection that is lost now and then. */
async function throughFaults(
  store: Store,
  each: number,
  work: (service: Service, name: string) => Promise<void>,
): Promise<void> {
  const fates = drawFates(10_000);
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const service = serviceOver(unsteady(store, fates.slice(client * 1000)), `c${client}`);
      for (let index = 0; index < each; index += 1) await work(service, `${client}/${index}`);
    }),
  );
}

export function repeatedRequests(it: Case): void {
  it('with a key leave one line each, though connections are lost before and after commits', async ({
    store,
    scaled,
  }) => {
    const run = await openRun(serviceOver(store));
    const each = scaled(450);
    const acknowledged = new Map<string, unknown>();
    let repeated = 0;
    await throughFaults(store, each, async (service, name) => {
      const { answer, tries } = await persist(() =>
        service.runs.log(ada, run, { message: name }, keyOf(name)),
      );
      if (tries > 1) repeated += 1;
      assert.ok(answer.ok, `${name} was refused`);
      acknowledged.set(name, answer.value);
    });
    const lines = await linesOf(store, run);
    assert.ok(repeated > 0, 'no request had to be repeated');
    assert.equal(lines.length, CLIENTS * each);
    // What was answered is the line that is there, id included, in whichever try it landed.
    for (const line of lines) same(acknowledged.get(line.message), line);
    assert.equal(new Set(lines.map(({ message }) => message)).size, lines.length);
  }, 120_000);

  it('with a key start one run each, though connections are lost before and after commits', async ({
    store,
    scaled,
  }) => {
    await openRun(serviceOver(store));
    const each = scaled(50);
    const acknowledged: string[] = [];
    await throughFaults(store, each, async (service, name) => {
      const execution = { ...executionOf('action-false'), properties: { name } };
      const { answer } = await persist(() => service.runs.execute(ada, execution, keyOf(name)));
      assert.ok(answer.ok, `${name} was refused`);
      acknowledged.push(answer.value.id);
    });
    const { items } = await store.runs({ limit: 10_000 });
    const started = items.filter(({ properties }) => properties.name !== undefined);
    assert.equal(started.length, CLIENTS * each);
    assert.deepEqual(started.map(({ id }) => id).sort(), acknowledged.sort());
  }, 120_000);

  it('without a key leave a line at least once, and no more often than it was sent', async ({
    store,
    scaled,
  }) => {
    const run = await openRun(serviceOver(store));
    const sent = new Map<string, number>();
    await throughFaults(store, scaled(50), async (service, name) => {
      const { tries } = await persist(() => service.runs.log(ada, run, { message: name }));
      sent.set(name, tries);
    });
    const found = tally((await linesOf(store, run)).map(({ message }) => message));
    assert.equal(found.size, sent.size);
    for (const [name, tries] of sent) {
      const count = found.get(name) ?? 0;
      assert.ok(count >= 1 && count <= tries, `${name} was sent ${tries} times and is there ${count} times`);
    }
  }, 120_000);
}
