import type { Check } from '../check/check.ts';
import { expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { anyRuns, list } from './run-list-reads.ts';

/** Of class `ro`: at a shared target these judge what runs there are. */
export const runListQueryChecks: readonly Check[] = [
  {
    id: 'RUN-LIST-009',
    run: async (lab) => {
      await anyRuns(lab, 3);
      for (const limit of [1, 2]) {
        const { length } = await list(lab, `limit=${limit}`);
        expectThat(length <= limit, `at most limit=${limit} runs come back`, length);
      }
      // That it is taken is the question; nobody's runs make it a short answer.
      await list(lab, `limit=1000&external_run_id=${lab.name('external-of-nobody')}`);
      for (const limit of ['0', '1001', 'abc']) {
        const refused = expectStatus(422, lab.get(`/actions/runs?limit=${limit}`), `limit=${limit}`);
        await expectRefused(refused, 422);
      }
    },
  },
  {
    id: 'RUN-LIST-010',
    run: async (lab) => {
      const there = new Set((await anyRuns(lab, 1)).map(({ source }) => source));
      for (const sources of [['API'], ['API', 'UI'], ['UI'], ['UI', 'AUTOMATION']]) {
        const query = sources.map((source) => `source=${source}`).join('&');
        // The schema allows an object too, of which no text says what is in it.
        const found = (await list(lab, `limit=20&${query}`)).map(({ source }) => source);
        const others = found.filter((source) => typeof source === 'string' && !sources.includes(source));
        expectThat(others.length === 0, `${query} gives only runs of it`, others);
        const missing = sources.some((source) => there.has(source)) && found.length === 0;
        expectThat(!missing, `${query} gives the runs of it`, found);
      }
      for (const query of ['source=NOPE', 'source=API&source=NOPE'])
        await expectRefused(expectStatus(422, lab.get(`/actions/runs?${query}`), query), 422);
    },
  },
  {
    id: 'RUN-LIST-011',
    run: async (lab) => {
      const whole = await anyRuns(lab, 1);
      if (!whole.some((run) => 'properties' in run)) lab.note('there was no run with properties to judge');
      for (const keys of [
        ['properties', 'payload'],
        ['properties', 'status'],
        ['status', 'properties'],
        ['status'],
      ]) {
        const query = keys.map((key) => `exclude=${key}`).join('&');
        for (const run of await list(lab, `limit=20&${query}`)) {
          const left = keys.filter((key) => key in run);
          expectThat(left.length === 0, `${query} drops what it names from every run`, left);
          expectThat(typeof run.id === 'string', `${query} drops nothing else`, run);
        }
      }
    },
  },
];
