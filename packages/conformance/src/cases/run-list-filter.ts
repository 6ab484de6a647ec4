import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { runIn, runsIn } from '../wire/bodies.ts';
import { actionForRuns, actionOf, idsOf, idsOnce, list, listWith, ofAction } from './run-list-reads.ts';

/** A run executed in somebody else's name, where the target lets the caller do that. */
async function runAs(lab: Lab, action: string, email: string): Promise<string | undefined> {
  const path = `/actions/${encodeURIComponent(action)}/runs?run_as=${encodeURIComponent(email)}`;
  const answer = await lab.post(path, { properties: {} });
  return answer.status === 202 ? runIn(answer).id : undefined;
}

export const runListFilterChecks: readonly Check[] = [
  {
    id: 'RUN-LIST-003',
    run: async (lab) => {
      const action = await actionForRuns(lab);
      const [run, other] = [await lab.openRun(action), await lab.openRun()];
      const runs = await listWith(lab, ofAction(action), [run]);
      expectThat(idsOf(runs).includes(run), 'the list of an action has its run', idsOf(runs));
      for (const each of runs)
        expectEqual(actionOf(each), action, 'every run in the list of an action is of it');
      if (action !== (await lab.action()))
        expectThat(!idsOf(runs).includes(other), 'the list of an action has no run of another', other);
    },
  },
  {
    id: 'RUN-LIST-006',
    smoke: true,
    run: async (lab) => {
      const action = await actionForRuns(lab);
      const open = await lab.openRun(action);
      const over = [
        await lab.endedRun('patch', 'SUCCESS', action),
        await lab.endedRun('log', 'FAILURE', action),
      ];
      await listWith(lab, ofAction(action), [open, ...over]);
      const ids = await lab.eventually(
        async () => idsOf(await list(lab, `active=true&${ofAction(action)}`)),
        (found) => found.includes(open) && !over.some((run) => found.includes(run)),
      );
      expectThat(ids.includes(open), 'active=true has an open run', ids);
      expectEqual(
        over.filter((run) => ids.includes(run)),
        [],
        'active=true has no run that ended',
      );
    },
  },
  {
    id: 'RUN-LIST-008',
    run: async (lab) => {
      const [run, longer, same] = [await lab.openRun(), await lab.openRun(), await lab.openRun()];
      const externalRunId = lab.name('external');
      const carry = (to: string, value: string) => lab.patch(`/actions/runs/${to}`, { externalRunId: value });
      await expectStatus(200, carry(run, externalRunId));
      await expectStatus(200, carry(longer, `${externalRunId}0`));
      const path = (value: string) => `external_run_id=${encodeURIComponent(value)}`;
      for (const [value, carriers] of [
        [`${externalRunId}0`, [longer]],
        [externalRunId, [run]],
        [lab.name('external-of-nobody'), []],
      ] as const) {
        const found = await idsOnce(lab, path(value), carriers);
        expectEqual(found, carriers, 'external_run_id gives exactly the run that carries it');
      }
      // Whether two runs may carry one id no text says; if they may, both are given.
      const twice = await carry(same, externalRunId);
      if (twice.status !== 200) return lab.note(`a second run with the same externalRunId: ${twice.status}`);
      const both = [run, same].toSorted();
      expectEqual(
        await idsOnce(lab, path(externalRunId), both),
        both,
        'external_run_id gives each run that carries it',
      );
    },
  },
  {
    id: 'RUN-LIST-012',
    run: async (lab) => {
      const action = await actionForRuns(lab);
      const run = await lab.openRun(action);
      const { createdBy } = await lab.readRun(run);
      if (typeof createdBy !== 'string') throw new Untestable('a run does not say who created it');
      const email = `${lab.name('someone')}@example.com`;
      const theirs = await runAs(lab, action, email);
      await listWith(lab, ofAction(action), theirs === undefined ? [run] : [run, theirs]);

      const own = await listWith(lab, `user_id=${encodeURIComponent(createdBy)}&${ofAction(action)}`, [run]);
      expectThat(idsOf(own).includes(run), 'user_id has the run of that initiator', idsOf(own));
      for (const each of own)
        expectEqual(each.createdBy, createdBy, 'every run of a user_id is of that initiator');

      for (const filter of ['user_email', 'user_id']) {
        const query = `${filter}=${encodeURIComponent(`nobody.${email}`)}&${ofAction(action)}`;
        const answer = await lab.get(`/actions/runs?${query}`);
        // No text says whether somebody unknown is an error.
        if (answer.status === 404 || answer.status === 422)
          lab.note(`${filter} of somebody unknown: ${answer.status}`);
        else {
          const runs = runsIn(await expectStatus(200, answer));
          expectEqual(idsOf(runs), [], `${filter} of somebody else has no run`);
        }
      }
      if (theirs === undefined)
        return lab.note('run_as was refused, so no run of another user_email was looked for');
      const query = `user_email=${encodeURIComponent(email)}&${ofAction(action)}`;
      expectEqual(
        await idsOnce(lab, query, [theirs]),
        [theirs],
        'user_email has exactly the run of that initiator',
      );
    },
  },
];
