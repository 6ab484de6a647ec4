import { expect, it } from 'vitest';
import type { Answer } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { affectedBy, defineBlueprint, entityPath, identifiersOf } from '../entities.ts';
import { execute, expectStatus, freeAction, logsOf, runOf } from '../world.ts';

const trials = [0, 1, 2, 3, 4];

export function concurrencyCases({ api }: Given): void {
  const patch = (run: string, body: object) => api().patch(`/actions/runs/${run}`, body);
  const log = (run: string, body: object) => api().post(`/actions/runs/${run}/logs`, body);
  const finalLog = (run: string, message: string, terminationStatus: string) =>
    log(run, { message, terminationStatus });

  /** Sends the requests of each trial at once, on a run of its own, and hands back the answers with it. */
  async function race(
    requests: (run: string, trial: number) => readonly Promise<Answer>[],
    check: (run: string, answers: readonly Answer[], trial: number) => Promise<void>,
  ): Promise<void> {
    const action = await freeAction(api());
    for (const trial of trials) {
      const run = await execute(api(), action);
      await check(run, await Promise.all(requests(run, trial)), trial);
    }
  }

  /** The one answer that was a success; every other is 422 run_exhausted. */
  function onlyWinner(answers: readonly Answer[], success: number): number {
    const winners = answers.flatMap(({ status }, at) => (status < 300 ? [at] : []));
    expect(winners, answers.map(({ text }) => text).join(' ')).toHaveLength(1);
    const [winner = -1] = winners;
    for (const [at, { status, json }] of answers.entries()) {
      if (at === winner) expect(status).toBe(success);
      else expect([status, json.error]).toEqual([422, 'run_exhausted']);
    }
    return winner;
  }

  it('CONC-001: of two final logs at once exactly one is accepted', async () => {
    await race(
      (run) => [finalLog(run, 'one', 'SUCCESS'), finalLog(run, 'two', 'SUCCESS')],
      async (run, answers) => {
        const winner = onlyWinner(answers, 201);
        expect(await logsOf(api(), run)).toEqual([['one', 'two'][winner]]);
        expect((await runOf(api(), run)).status).toBe('SUCCESS');
      },
    );
  });

  it('CONC-002: the ending that was accepted is the one that stays', async () => {
    const endings = ['SUCCESS', 'FAILURE'];
    await race(
      (run, trial) => {
        const [one = '', other = ''] = trial % 2 === 0 ? endings : endings.toReversed();
        return [finalLog(run, one, one), finalLog(run, other, other)];
      },
      async (run, answers, trial) => {
        const winner = onlyWinner(answers, 201);
        const accepted = (trial % 2 === 0 ? endings : endings.toReversed())[winner];
        expect((await runOf(api(), run)).status).toBe(accepted);
        expect(await logsOf(api(), run)).toEqual([accepted]);
      },
    );
  });

  it('CONC-003: of two PATCH endings at once exactly one is accepted, and stays', async () => {
    const bodies = [
      { status: 'SUCCESS', summary: 'one' },
      { status: 'FAILURE', summary: 'two' },
    ];
    await race(
      (run) => bodies.map((body) => patch(run, body)),
      async (run, answers) => {
        const winner = onlyWinner(answers, 200);
        expect(await runOf(api(), run)).toMatchObject(bodies[winner] ?? {});
      },
    );
  });

  it('CONC-004: of a PATCH ending and a final log at once exactly one is accepted', async () => {
    await race(
      (run, trial) => {
        const pair = [() => patch(run, { status: 'SUCCESS' }), () => finalLog(run, 'the end', 'FAILURE')];
        return (trial % 2 === 0 ? pair : pair.toReversed()).map((send) => send());
      },
      async (run, answers) => {
        const accepted = answers.filter(({ status }) => status < 300);
        expect(accepted).toHaveLength(1);
        expect(answers.map(({ status }) => status)).toContain(422);
        const byLog = accepted[0]?.status === 201;
        expect((await runOf(api(), run)).status).toBe(byLog ? 'FAILURE' : 'SUCCESS');
        expect(await logsOf(api(), run)).toEqual(byLog ? ['the end'] : []);
      },
    );
  });

  it('CONC-005: a log that races an ending is accepted and there, or refused and not', async () => {
    await race(
      (run, trial) => {
        const logs = [0, 1, 2].map((at) => () => log(run, { message: `line ${at}` }));
        const all = logs.toSpliced(trial % 4, 0, () => patch(run, { status: 'SUCCESS' }));
        return all.map((send) => send());
      },
      async (run, answers, trial) => {
        const ending = answers[trial % 4];
        expect(ending?.status, ending?.text).toBe(200);
        const kept = answers
          .toSpliced(trial % 4, 1)
          .flatMap(({ status, json }, at) => (status === 201 ? [`line ${at}`] : [json.error]))
          .filter((line) => line !== 'run_exhausted');
        expect([...(await logsOf(api(), run))].sort()).toEqual(kept.sort());
      },
    );
  });

  it('CONC-006: plain logs at once are all kept, each once', async () => {
    const run = await execute(api(), await freeAction(api()));
    const lines = Array.from({ length: 10 }, (_, at) => `line ${at}`);
    const answers = await Promise.all(lines.map((message) => expectStatus(201, log(run, { message }))));
    expect(new Set(answers.map(({ json }) => json.runLog.id)).size).toBe(10);
    expect([...(await logsOf(api(), run))].sort()).toEqual(lines);
  });

  it('CONC-007: PATCHes of different keys at once are all kept', async () => {
    const parts = [
      { statusLabel: 'a label' },
      { link: ['https://a/1'] },
      { summary: 'a summary' },
      { externalRunId: 'x' },
    ];
    await race(
      (run) => parts.map((part) => patch(run, part)),
      async (run, answers) => {
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        expect(await runOf(api(), run)).toMatchObject({ ...parts[0], ...parts[1], ...parts[2] });
      },
    );
  });

  it('CONC-008: PATCHes of one key at once end with one of the values, and no read shows a mix', async () => {
    const old = ['https://old/1', 'https://old/2'];
    const sent = [0, 1, 2, 3, 4].map((at) =>
      Array.from({ length: at + 1 }, (_, part) => `https://${at}/${part}`),
    );
    const action = await freeAction(api());
    for (const _ of trials.slice(2)) {
      const run = await execute(api(), action);
      await expectStatus(200, patch(run, { link: old }));
      const answers = await Promise.all(
        sent.flatMap((link) => [
          expectStatus(200, patch(run, { link })),
          expectStatus(200, api().get(`/actions/runs/${run}`)),
        ]),
      );
      for (const [at, { json }] of answers.entries()) {
        const possible = at % 2 === 0 ? [sent[at / 2]] : [old, ...sent];
        expect(possible).toContainEqual(json.run.link);
      }
      expect(sent).toContainEqual((await runOf(api(), run)).link);
    }
  });

  it('CONC-009: a tie that races an ending is recorded if and only if it was answered 2xx', async () => {
    const blueprint = await defineBlueprint(api());
    await race(
      (run, trial) => {
        const ties = [0, 1, 2].map(
          (at) => () =>
            api().post(`${entityPath(blueprint)}?run_id=${run}`, { identifier: `e${trial}-${at}` }),
        );
        return ties.toSpliced(trial % 4, 0, () => patch(run, { status: 'SUCCESS' })).map((send) => send());
      },
      async (run, answers, trial) => {
        expect(answers[trial % 4]?.status).toBe(200);
        const ties = answers.toSpliced(trial % 4, 1);
        const names = ties.flatMap(({ status }, at) => (status < 300 ? [`e${trial}-${at}`] : []));
        for (const { status, json } of ties) {
          if (status >= 300) expect([status, json.error]).toEqual([400, 'run_exhausted']);
        }
        expect(await affectedBy(api(), run)).toEqual(names.map((name) => `CREATE ${name}`));
        const there = await identifiersOf(api(), blueprint);
        expect(there.filter((name) => name.startsWith(`e${trial}-`))).toEqual(names);
      },
    );
  });
}
