import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { type RunBody, runIn, runsIn } from '../wire/bodies.ts';
import { approvalRun } from './approval-runs.ts';

const shared = ['id', 'status', 'statusLabel', 'link', 'summary', 'properties', 'createdAt'] as const;
const unknown = ['v3', 'V1', '2'];

/** An open run, and its action: an own one where that can be made, so that a list of its runs is short. */
async function opened(lab: Lab): Promise<{ run: string; action: string }> {
  const action = lab.has('actions-admin') ? await lab.ownAction() : await lab.action();
  return { run: await lab.openRun(action), action };
}

/** An open run as each way of looking at it shows it, with these words in the query. */
async function views(lab: Lab, query: string): Promise<readonly (readonly [where: string, run: RunBody])[]> {
  const { run, action } = await opened(lab);
  const path = `/actions/runs/${run}${query && `?${query}`}`;
  const patched = await expectStatus(200, lab.patch(path, { summary: 'a summary' }));
  const got = await expectStatus(200, lab.get(path));
  const list = `/actions/runs?action=${encodeURIComponent(action)}&limit=100${query && `&${query}`}`;
  const read = async () => runsIn(await expectStatus(200, lab.get(list))).find(({ id }) => id === run);
  const listed = await lab.eventually(read, (found) => found !== undefined);
  return [
    [`PATCH ${query}`, runIn(patched)],
    [`GET ${query}`, runIn(got)],
    ...(listed ? [[`an item of the list ${query}`, listed] as const] : []),
  ];
}

/** Both views of a run once they show this label. */
async function both(lab: Lab, run: string, label?: string): Promise<readonly [RunBody, RunBody]> {
  const shows = ({ statusLabel }: RunBody) => label === undefined || statusLabel === label;
  return [await lab.runWhen(run, shows, 'v1'), await lab.runWhen(run, shows, 'v2')];
}

/** A key that is absent and one that is null say the same. */
function sharedOf(run: RunBody): Record<string, unknown> {
  return Object.fromEntries(shared.map((key) => [key, run[key] ?? null]));
}

export const versionChecks: readonly Check[] = [
  {
    id: 'VER-001',
    smoke: true,
    run: async (lab) => {
      const { run, action } = await opened(lab);
      const path = `/actions/runs/${run}`;
      const list = `/actions/runs?limit=1&action=${encodeURIComponent(action)}`;
      for (const version of ['v1', 'v2']) {
        await expectStatus(200, lab.get(`${path}?version=${version}`));
        await expectStatus(200, lab.patch(`${path}?version=${version}`, { summary: version }));
        await expectStatus(200, lab.get(`${list}&version=${version}`));
      }
      await lab.unchanged(run, async () => {
        for (const version of unknown) {
          await expectStatus(422, lab.get(`${path}?version=${version}`));
          await expectStatus(422, lab.patch(`${path}?version=${version}`, { summary: version }));
          await expectStatus(422, lab.get(`${list}&version=${version}`));
        }
      });
      if (!lab.has('approval') || !lab.has('actions-admin') || lab.mode === 'smoke') return;
      for (const version of ['v1', 'v2']) {
        const waiting = await approvalRun(lab);
        const approve = (as: string) =>
          lab.patch(`/actions/runs/${waiting}/approval?version=${as}`, { status: 'APPROVE' });
        await lab.unchanged(waiting, () => expectStatus(422, approve('v3')));
        await expectStatus(201, approve(version));
      }
    },
  },
  {
    id: 'VER-002',
    profile: 'seed',
    run: async (lab) => {
      for (const query of ['', 'version=v1']) {
        for (const [where, run] of await views(lab, query)) {
          expectThat(
            typeof run.action === 'string',
            `${where}: action is the identifier as a text`,
            run.action,
          );
          for (const key of ['relatedEntityExists', 'relatedBlueprintExists'])
            expectThat(typeof run[key] === 'boolean', `${where}: ${key} is true or false`, run[key]);
          expectThat(run.endedAt === null, `${where}: endedAt is null while the run is open`, run.endedAt);
        }
      }
      const { run, action } = await opened(lab);
      const { action: named } = await lab.readRun(run, 'v1');
      expectEqual(named, action, 'action is the identifier of the action that was executed');
    },
  },
  {
    id: 'VER-003',
    profile: 'openapi',
    run: async (lab) => {
      for (const [where, run] of await views(lab, 'version=v2')) {
        const { action, requiredApproval } = run;
        const named = isBody(action) && typeof action.identifier === 'string';
        expectThat(named, `${where}: action is an object with an identifier`, action);
        const told = typeof requiredApproval === 'boolean' || isBody(requiredApproval);
        expectThat(told, `${where}: requiredApproval is there`, requiredApproval);
        expectThat(!('endedAt' in run), `${where}: there is no endedAt while the run is open`, run.endedAt);
      }
      const { run, action } = await opened(lab);
      const { action: named } = await lab.readRun(run, 'v2');
      expectEqual(
        isBody(named) && named.identifier,
        action,
        'action has the identifier of what was executed',
      );
    },
  },
  {
    id: 'VER-004',
    run: async (lab) => {
      const run = await lab.openRun(await lab.action(), {
        properties: { text: 'a', list: [1, { b: null }] },
      });
      const agree = async (when: string, label?: string) => {
        const [v1, v2] = await both(lab, run, label);
        expectEqual(sharedOf(v2), sharedOf(v1), `v1 and v2 agree on ${shared.join(', ')} ${when}`);
      };
      await agree('at the start');
      const steps = [
        { statusLabel: 'one', link: ['https://a.example/1', 'https://a.example/2'], summary: 'a summary' },
        { statusLabel: 'two', link: 'https://a.example/3' },
        { statusLabel: 'three', status: 'FAILURE' },
      ];
      for (const step of steps) {
        await expectStatus(200, lab.patch(`/actions/runs/${run}`, step));
        await agree(`after ${JSON.stringify(step)}`, step.statusLabel);
      }
    },
  },
];
