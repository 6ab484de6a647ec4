import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectStatus, expectThat } from '../check/expect.ts';
import { isBody } from '../wire/answer.ts';
import { logIn, runIn } from '../wire/bodies.ts';
import { accepted, logCall, patchCall, race, refused } from './concurrency-race.ts';

const count = <T>(list: readonly T[], wanted: T): number => list.filter((each) => each === wanted).length;

const old = ['https://example.com/old/1', 'https://example.com/old/2'];
/** Of different lengths, none a part of another. */
const links = [0, 1, 2, 3, 4].map((list) =>
  Array.from({ length: list + 2 }, (_, part) => `https://example.com/${list}/${part}`),
);

export const concurrencyWriteChecks: readonly Check[] = [
  {
    id: 'CONC-005',
    run: async (lab) => {
      const lines = ['line 1', 'line 2', 'line 3'];
      for (const end of [
        (run: string) => patchCall(run, { status: 'SUCCESS' }),
        (run: string) => logCall(run, { message: 'the end', terminationStatus: 'FAILURE' }),
      ]) {
        await race(lab, {
          open: () => lab.openRun(),
          calls: (run) => [...lines.map((message) => logCall(run, { message })), end(run)],
          judge: async (run, sent) => {
            const there = await lab.messages(run);
            for (const each of sent) {
              const message = isBody(each.call.json) ? each.call.json.message : undefined;
              if (typeof message !== 'string') continue;
              const found = `${each.answer.status} and ${count(there, message)} times in the log`;
              if (accepted(each))
                expectThat(
                  count(there, message) === 1,
                  'a log accepted while the run ends is there, once',
                  found,
                );
              if (refused(each))
                expectThat(
                  count(there, message) === 0,
                  'a log refused while the run ends is not there',
                  found,
                );
            }
          },
        });
      }
    },
  },
  {
    id: 'CONC-006',
    run: (lab) => {
      const lines = Array.from({ length: 10 }, (_, line) => `line ${line}`);
      return race(lab, {
        trials: lab.mode === 'lite' ? 1 : 3,
        open: () => lab.openRun(),
        calls: (run) => lines.map((message) => logCall(run, { message })),
        judge: async (run, sent) => {
          const ids = new Set<string>();
          for (const { answer } of sent) ids.add(logIn(await expectStatus(201, answer)).id);
          expectEqual(ids.size, lines.length, 'logs posted at once have ids of their own');
          const own = (await lab.messages(run)).filter((message) => lines.includes(message));
          expectEqual(own.toSorted(), lines, 'logs posted at once are all kept, each once');
        },
      });
    },
  },
  {
    id: 'CONC-007',
    run: (lab) => {
      const parts = [
        { statusLabel: 'a label' },
        { link: ['https://example.com/1'] },
        { summary: 'a summary' },
      ];
      return race(lab, {
        open: () => lab.openRun(),
        calls: (run) => parts.map((part) => patchCall(run, part)),
        judge: async (run, sent) => {
          for (const { answer } of sent) await expectStatus(200, answer);
          const { link, ...read } = await lab.readRun(run);
          const found = { ...read, link: [link].flat() };
          expectHolds(found, Object.assign({}, ...parts), 'PATCHes of different keys at once are all kept');
        },
      });
    },
  },
  {
    id: 'CONC-008',
    run: (lab) =>
      race(lab, {
        open: async () => {
          const run = await lab.openRun();
          await expectStatus(200, lab.patch(`/actions/runs/${run}`, { link: old }));
          await lab.runWhen(run, ({ link }) => [link].flat().length === old.length);
          return run;
        },
        calls: (run) =>
          links.flatMap((link) => [
            patchCall(run, { link }),
            { method: 'GET', path: `/actions/runs/${run}` },
          ]),
        judge: async (run, sent) => {
          const shown = sent.filter(accepted).map(({ answer }) => runIn(answer).link);
          const texts = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));
          const possible = texts([old, ...links]);
          for (const link of texts(shown))
            expectThat(
              possible.includes(link),
              'every read shows one of the lists sent or the old one, no mix',
              link,
            );
          const taken = sent.filter((each) => each.call.method === 'PATCH' && accepted(each));
          const last = texts(taken.map(({ call }) => (isBody(call.json) ? call.json.link : undefined)));
          const [link = 'none'] = texts([(await lab.readRun(run)).link]);
          expectThat(last.includes(link), 'the run ends with one of the lists that were accepted', link);
        },
      }),
  },
];
