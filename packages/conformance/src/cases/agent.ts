import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import { runsIn } from '../wire/bodies.ts';

/** What real agents say of themselves on the routes that are theirs. */
const reserved = { headers: { 'x-port-reserved-usage': 'true' } };
const installationId = '_PORT_EXEC_AGENT';
const VISIBLE_AGAIN_MS = 60_000;

/** An action whose runs an agent fetches; its URL is the agent's to call, and ours never does. */
function agentAction(lab: Lab): Promise<string> {
  const url = 'https://agent.example/run';
  return lab.ownAction({ invocationMethod: { type: 'WEBHOOK', url, agent: true, synchronized: true } });
}

const claim = (limit: number) => ({
  method: 'POST',
  path: '/actions/runs/claim-pending',
  json: { installationId, limit, visibilityTimeoutMs: VISIBLE_AGAIN_MS, invocationMethod: 'WEBHOOK' },
  ...reserved,
});

async function claimed(lab: Lab, limit: number): Promise<readonly string[]> {
  const { path, json } = claim(limit);
  return idsIn(await lab.post(path, json, reserved));
}

async function idsIn(answer: Answer): Promise<readonly string[]> {
  return runsIn(await expectOk(answer, 'claiming pending runs')).map(({ id }) => String(id));
}

async function expectOk(answer: Answer | Promise<Answer>, what: string): Promise<Answer> {
  const found = await answer;
  if (found.status >= 200 && found.status < 300) return found;
  throw new Finding(`${what} is answered with 2xx`, '2xx', `${found.status} ${found.text.slice(0, 300)}`);
}

export const agentChecks: readonly Check[] = [
  {
    id: 'EXT-001',
    run: async (lab) => {
      const action = await agentAction(lab);
      for (const response of [{ url: 'https://a', list: [1, null, { deep: true }] }, 'plain text']) {
        const run = await lab.openRun(action);
        const answer = lab.patch(`/actions/runs/${run}/response`, { response });
        await expectOk(answer, 'the response of an invocation');
        const read = await lab.runWhen(run, ({ response: shown = null }) => shown !== null, 'v2');
        expectEqual(read.response, response, 'the response of an invocation is read back as it was sent');
      }
    },
  },
  {
    id: 'EXT-002',
    controls: ['clock'],
    run: async (lab) => {
      // Claims take whatever is pending, so nobody else may have runs there.
      const own = await lab.fresh({});
      const action = await agentAction(own);
      const pending: string[] = [];
      for (let count = 0; count < 5; count += 1) pending.push(await own.openRun(action));
      const answers = await own.together([claim(3), claim(3)]);
      const both = (await Promise.all(answers.map(idsIn))).flat();
      expectEqual(both.length, new Set(both).size, 'two claimers never get the same run');
      const all = [...both, ...(await claimed(own, 10))];
      expectEqual(all.toSorted(), pending.toSorted(), 'each pending run is handed to one claimer');
      expectEqual(await claimed(own, 10), [], 'a claimed run is handed to nobody else');
      await own.advance(VISIBLE_AGAIN_MS + 1000);
      const again = await claimed(own, 10);
      expectEqual(
        again.toSorted(),
        pending.toSorted(),
        'after its visibility timeout a run can be claimed again',
      );
    },
  },
  {
    id: 'EXT-003',
    smoke: true,
    run: async (lab) => {
      const own = lab.target.open ? await lab.fresh({}) : lab;
      const run = await own.openRun(await agentAction(own));
      expectThat((await claimed(own, 100)).includes(run), 'a pending run can be claimed', run);
      const ack = () => own.patch('/actions/runs/ack', { runId: run }, reserved);
      await expectOk(ack(), 'the first acknowledgement of a run');
      await expectStatus(409, ack(), 'the second acknowledgement of a run');
      if (own.has('clock') && own !== lab) await own.advance(VISIBLE_AGAIN_MS + 1000);
      const after = (await claimed(own, 100)).includes(run);
      expectEqual(after, false, 'an acknowledged run is taken for good');
    },
  },
];
