import { memoryStore } from '@berth/core/memory';
import { dashboard } from '@berth/dashboard';
import { createBerth } from '@berth/http';
import { beforeAll, expect, it } from 'vitest';
import { addRun, runOf } from '../browser/support/fill.ts';
import { exchange } from './support/exchange.ts';

const ids = Array.from({ length: 40 }, (_, index) => `r_large${index + 10}`);
const store = memoryStore();
const shown = dashboard(createBerth({ store }));
const asked = (path: string, query = '') =>
  shown.answer({ ...exchange({ path: `/api/v1/berth/${path}`, identify: () => ({ id: 'ada' }) }), query });

beforeAll(async () => {
  const properties = { large: 'x'.repeat(300_000) };
  for (const [second, id] of ids.entries())
    await addRun(store, runOf(id, second * 1000, { status: 'IN_PROGRESS', endedAt: undefined, properties }));
});

it('a list of runs with large inputs comes in pages that can be sent, each run once', async () => {
  const seen: string[] = [];
  let from: string | undefined;
  do {
    const { body } = await asked('runs', `limit=1000${from === undefined ? '' : `&from=${from}`}`);
    expect(String(body).length).toBeLessThan(9_000_000);
    const page = JSON.parse(String(body));
    seen.push(...page.runs.map(({ id }: { id: string }) => id));
    from = page.next;
  } while (from !== undefined);
  expect(seen).toEqual(ids.toReversed());
});

it('the open runs are told of as far as can be sent again and again, and that there are more', async () => {
  const { body } = await asked('open-runs/events');
  if (typeof body === 'string') throw new Error('no stream');
  const gone = new AbortController();
  for await (const piece of body(gone.signal)) {
    const { runs, more } = JSON.parse(piece.slice(piece.indexOf('data: ') + 6));
    expect(runs.map(({ id }: { id: string }) => id)).toEqual([ids.at(-1)]);
    expect(more).toBe(true);
    break;
  }
  gone.abort();
});
