import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { LogBody } from '../wire/bodies.ts';
import { expectInvalid, linesOf, logged, PAGE, runWithLines } from './run-log-lines.ts';

const idsOf = (lines: readonly LogBody[]) => lines.map(({ id }) => id);

export const runLogPageChecks: readonly Check[] = [
  {
    id: 'RUN-LOG-013',
    run: async (lab) => {
      const { run } = await runWithLines(lab, 2);
      const path = (limit: string) => `/actions/runs/${run}/logs?limit=${limit}`;
      for (const limit of ['1', '50']) await expectStatus(200, lab.get(path(limit)), `limit=${limit}`);
      for (const limit of ['0', '51', '-1', 'abc'])
        await expectInvalid(lab.get(path(limit)), `limit=${limit}`);
    },
  },
  {
    id: 'RUN-LOG-014',
    run: async (lab) => {
      const { run } = await runWithLines(lab, 7);
      for (const limit of [3, 1]) {
        const page = await linesOf(lab, run, `?limit=${limit}`);
        expectEqual(page.length, limit, `of 7 lines limit=${limit} gives ${limit}`);
      }
    },
  },
  {
    id: 'RUN-LOG-015',
    run: async (lab) => {
      const { run, ids } = await runWithLines(lab, 7);
      const whole = idsOf(await linesOf(lab, run));
      expectThat(
        ids.every((id) => whole.includes(id)),
        'the whole list has every line posted',
        whole,
      );
      expectEqual(new Set(whole).size, whole.length, 'the whole list has each line once');
      const pages: string[] = [];
      for (let offset = 0; offset < whole.length; offset += 3)
        pages.push(...idsOf(await linesOf(lab, run, `?limit=3&offset=${offset}`)));
      expectEqual(pages, whole, 'pages put together equal the whole list, with no repeat and no gap');
    },
  },
  {
    id: 'RUN-LOG-016',
    run: async (lab) => {
      const { run, ids } = await runWithLines(lab, 7);
      const lines = await linesOf(lab, run);
      const again = await linesOf(lab, run);
      expectEqual(idsOf(again), idsOf(lines), 'the log has the same order at every read');
      const own = lines.filter(({ id }) => ids.includes(id));
      const newestFirst = own[0]?.id === ids.at(-1);
      const expected = newestFirst ? ids.toReversed() : ids;
      expectEqual(idsOf(own), expected, 'lines stand in the order of their posting, or in its reverse');
      const times = own.map(({ createdAt }) => Date.parse(String(createdAt)));
      const sorted = times.toSorted((a, b) => (newestFirst ? b - a : a - b));
      expectEqual(times, sorted, 'createdAt goes one way along the log');
      lab.note(`${newestFirst ? 'newest' : 'oldest'} line first`);
    },
  },
  {
    id: 'RUN-LOG-017',
    run: async (lab) => {
      const run = await lab.openRun();
      await Promise.all(Array.from({ length: PAGE + 5 }, (_, line) => logged(lab, run, `line ${line}`)));
      await lab.settled();
      const { length } = await linesOf(lab, run, '');
      expectThat(length > 0 && length <= PAGE, `without limit at most ${PAGE} lines come back`, length);
      lab.note(`${length} of ${PAGE + 5} lines come back without limit`);
      expectEqual(await linesOf(lab, run, '?offset=1000'), [], 'an offset past the end gives an empty list');
    },
  },
];
