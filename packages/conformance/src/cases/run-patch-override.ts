import type { Check } from '../check/check.ts';
import type { RunBody } from '../wire/bodies.ts';
import { details, expectUpdate, linksOf, only, patched } from './run-patch-request.ts';

const url = (name: string) => `https://ci.example/${name}`;

const detailsOf = (run: RunBody) => ({
  statusLabel: run.statusLabel,
  link: linksOf(run),
  summary: run.summary,
});

/** What a later PATCH does to what an earlier one said. */
export const runPatchOverrideChecks: readonly Check[] = [
  {
    id: 'RUN-PATCH-008',
    smoke: true,
    run: async (lab) => {
      const id = await lab.openRun();
      // Every change of form is in it: list to list, list to text, text to text, text to list, list to nothing.
      const links = [[url('a'), url('b')], [url('c')], url('d'), url('e'), [url('f'), url('g')], []];
      for (const link of links) {
        const what = 'a later link replaces the former one entirely';
        await expectUpdate(lab, id, { link }, linksOf, [link].flat(), what);
      }
    },
  },
  ...[
    { id: 'RUN-PATCH-009', key: 'statusLabel' },
    { id: 'RUN-PATCH-010', key: 'summary' },
  ].map(
    ({ id, key }): Check => ({
      id,
      run: async (lab) => {
        const run = await lab.openRun();
        for (const text of ['the first one', 'b']) {
          const part = { [key]: text };
          await expectUpdate(lab, run, part, only(key), part, `a later ${key} replaces the former one`);
        }
      },
    }),
  ),
  {
    id: 'RUN-PATCH-011',
    smoke: true,
    run: async (lab) => {
      const id = await lab.openRun();
      await patched(lab, id, details);
      let expected: Readonly<Record<string, unknown>> = details;
      for (const part of [{ summary: 'new' }, { link: [url('c')] }, { statusLabel: 'nearly' }]) {
        expected = { ...expected, ...part };
        const what = `an update of ${Object.keys(part)} leaves the other keys as they were`;
        await expectUpdate(lab, id, part, detailsOf, expected, what);
      }
    },
  },
];
