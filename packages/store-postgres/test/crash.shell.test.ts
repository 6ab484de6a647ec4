import { setTimeout as sleep } from 'node:timers/promises';
import { type RunLog, StoreUnavailable } from '@berth/core';
import { expect, it, onTestFinished } from 'vitest';
import { noteEngine } from '../../../scripts/engines.ts';
import { serviceOver } from '../../testing/src/store/support/services.ts';
import { making, run } from '../../testing/test/processes/commits.ts';
import { randomFrom } from '../../testing/test/processes/random.ts';
import { postgresStore } from '../src/index.ts';
import { crash } from './support/crash.ts';
import { ownServer } from './support/own-server.ts';

const CRASHES = 8;
const WRITERS = 8;
/** Two writers to each: what they send at once shares statements or waits for each other. */
const RUNS = ['r_0', 'r_1', 'r_2', 'r_3'];
const by = { id: 'ada' };

it('a server that crashes under load has lost nothing that was acknowledged, doubled no request that had a key, and left no gap', {
  timeout: 120_000,
}, async () => {
  const server = await ownServer();
  onTestFinished(() => server.remove());
  const store = await postgresStore(server.url, { timeoutMs: 2000 });
  noteEngine('PostgreSQL, one of the tests’ own, crashed under load');
  for (const id of RUNS) await store.commit(making(run(id)));
  const { runs } = serviceOver(store);

  let isOver = false;
  const acknowledged = new Map(RUNS.map((id) => [id, new Map<string, RunLog>()]));
  /** Sends each request until it is acknowledged, always with the same key. */
  const write = async (writer: number) => {
    const id = RUNS[writer % RUNS.length] ?? '';
    for (let line = 0; !isOver; line += 1) {
      const message = `${writer} ${line}`;
      for (;;) {
        try {
          const answer = await runs.log(by, id, { message }, { id: `key ${message}`, fingerprint: message });
          if (!answer.ok) throw new Error(answer.error.code);
          acknowledged.get(id)?.set(message, answer.value);
          break;
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          await sleep(20);
        }
      }
    }
  };
  const writing = Array.from({ length: WRITERS }, (_, writer) => write(writer));
  const random = randomFrom(8);
  for (let done = 0; done < CRASHES; done += 1) {
    await sleep(300 + random() * 500);
    await crash(server);
    await server.start();
  }
  await sleep(300);
  isOver = true;
  await Promise.all(writing);

  for (const [id, lines] of acknowledged) {
    const kept = await store.logs({ run: id, offset: 0, limit: 100_000 });
    expect(lines.size).toBeGreaterThan(CRASHES);
    expect(kept.map(({ message }) => message).toSorted()).toEqual([...lines.keys()].toSorted());
    for (const line of kept) expect(lines.get(line.message)).toEqual(line);
    const changes = await store.changes({ run: id, after: 0, limit: kept.length + 1 });
    expect(changes.map(({ seq }) => seq)).toEqual(kept.map((_, at) => at + 1));
  }
  await store.close();
});
