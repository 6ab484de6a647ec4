import assert from 'node:assert/strict';
import type { Service, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { same } from '../support/same.ts';
import { ada, keyOf, linesOf, openRun, serviceOver } from '../support/services.ts';

const TOGETHER = 8;

/** Services of their own, as if each were in a process of its own. */
function services(store: Store, again: () => Store): readonly Service[] {
  return Array.from({ length: TOGETHER }, (_, index) =>
    serviceOver(index % 2 ? again() : store, `p${index}`),
  );
}

export function requestsAtOnce(it: Case): void {
  it('leave one line, and all get one answer', async ({ store, again, scaled }) => {
    const run = await openRun(serviceOver(store));
    const senders = services(store, again);
    const names = Array.from({ length: scaled(400) }, (_, index) => `line ${index}`);
    const answers = new Map<string, unknown>();
    const waiting = names.values();
    const work = async () => {
      for (const message of waiting) {
        const sent = senders.map((service) => service.runs.log(ada, run, { message }, keyOf(message)));
        const [first, ...others] = await Promise.all(sent);
        for (const other of others) same(other, first);
        answers.set(message, first);
      }
    };
    await Promise.all(Array.from({ length: 5 }, work));
    const lines = await linesOf(store, run);
    assert.deepEqual(lines.map(({ message }) => message).sort(), names.sort());
    for (const line of lines) same(answers.get(line.message), { ok: true, value: line });
  }, 120_000);

  it('end a run once, and all get one answer', async ({ store, again, scaled }) => {
    const senders = services(store, again);
    for (let round = 0; round < scaled(50); round += 1) {
      const run = await openRun(senders[0] as Service);
      const line = { message: 'done', terminationStatus: 'SUCCESS' } as const;
      const answers = await Promise.all(
        senders.map((service) => service.runs.log(ada, run, line, keyOf(run))),
      );
      const [last] = await linesOf(store, run);
      same(answers, Array(TOGETHER).fill({ ok: true, value: last }));
      const changes = await store.changes({ run, after: 0, limit: 10 });
      same(
        changes.map(({ event }) => event.type),
        ['logged', 'moved'],
      );
    }
  });

  it('that ask for different things have one carried out, and the others refused', async ({
    store,
    again,
    scaled,
  }) => {
    const run = await openRun(serviceOver(store));
    const senders = services(store, again);
    for (let round = 0; round < scaled(50); round += 1) {
      const answers = await Promise.all(
        senders.map((service, index) =>
          service.runs.log(ada, run, { message: `${index}` }, { id: `${round}`, fingerprint: `${index}` }),
        ),
      );
      const carriedOut = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
      same(refused, Array(TOGETHER - 1).fill('key_reused'));
      same(carriedOut, (await linesOf(store, run)).slice(round));
    }
  });
}
