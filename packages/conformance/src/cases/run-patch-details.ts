import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { runsIn } from '../wire/bodies.ts';
import { expectUpdate, linksOf, only, patched } from './run-patch-request.ts';

/** What a PATCH can say of a run. */
export const runPatchDetailChecks: readonly Check[] = [
  ...(['SUCCESS', 'FAILURE'] as const).map(
    (status, at): Check => ({
      id: `RUN-PATCH-00${at + 1}`,
      run: async (lab) => {
        const id = await lab.openRun();
        await expectUpdate(lab, id, { status }, only('status'), { status }, `a run becomes ${status}`);
      },
    }),
  ),
  {
    id: 'RUN-PATCH-004',
    run: async (lab) => {
      const id = await lab.openRun();
      const statusLabel = '  Creating the repository… (1/3) ';
      const what = 'a label is kept as it was sent';
      await expectUpdate(lab, id, { statusLabel }, only('statusLabel'), { statusLabel }, what);
    },
  },
  {
    id: 'RUN-PATCH-005',
    smoke: true,
    run: async (lab) => {
      const id = await lab.openRun();
      const both = { status: 'FAILURE', statusLabel: 'Wrong personal token provided' };
      const what = 'status and label of one request both take effect';
      await expectUpdate(lab, id, both, only('status', 'statusLabel'), both, what);
    },
  },
  {
    id: 'RUN-PATCH-006',
    run: async (lab) => {
      const id = await lab.openRun();
      for (const statusLabel of ['half way', 'nearly there']) {
        const expected = { status: 'IN_PROGRESS', statusLabel };
        const what = 'a label alone leaves the run IN_PROGRESS and open';
        await expectUpdate(lab, id, { statusLabel }, only('status', 'statusLabel'), expected, what);
      }
    },
  },
  {
    id: 'RUN-PATCH-007',
    run: async (lab) => {
      const one = 'https://ci.example/one';
      const what = 'one link is kept';
      await expectUpdate(lab, await lab.openRun(), { link: one }, linksOf, [one], what);
      const link = ['https://ci.example/b', 'https://ci.example/c', 'https://ci.example/a'];
      await expectUpdate(
        lab,
        await lab.openRun(),
        { link },
        linksOf,
        link,
        'a list of links keeps its order',
      );
    },
  },
  {
    id: 'RUN-PATCH-012',
    run: async (lab) => {
      const id = await lab.openRun();
      const turns = lab.mode === 'lite' || lab.mode === 'smoke' ? 3 : 12;
      for (let turn = 1; turn <= turns; turn += 1) await patched(lab, id, { summary: `update ${turn}` });
      const last = `update ${turns}`;
      const run = await lab.runWhen(id, ({ summary }) => summary === last);
      expectEqual(run.summary, last, `after ${turns} updates the last one is shown`);
    },
  },
  {
    id: 'RUN-PATCH-013',
    run: async (lab) => {
      const id = await lab.openRun();
      const externalRunId = lab.name('external');
      await patched(lab, id, { externalRunId });
      const path = `/actions/runs?external_run_id=${externalRunId}&version=v2`;
      const ids = async () => runsIn(await expectStatus(200, lab.get(path))).map((run) => run.id);
      const found = await lab.eventually(ids, (each) => each.includes(id));
      expectEqual(found, [id], 'the run is found by its external id');
    },
  },
  {
    id: 'RUN-PATCH-022',
    run: async (lab) => {
      const id = await lab.openRun();
      const run = await patched(lab, id, { summary: 'sent with more' }, `runId=${id}&zz=1`);
      expectThat(
        run.id === id,
        'unknown query parameters are ignored: the answer is the run of the path',
        run.id,
      );
      expectEqual(run.summary, 'sent with more', 'unknown query parameters are ignored: the update is made');
    },
  },
];
