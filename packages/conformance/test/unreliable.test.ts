import { describe, expect, it } from 'vitest';
import { type Conformance, runConformance } from '../src/session/run-conformance.ts';
import type { Target, WireRequest, WireResponse } from '../src/target/target.ts';
import { berthTarget } from './support/berth-target.ts';

type Send = Target['send'];

/** Berth, with something done to one request in so many. */
function now(and: number, then: (send: Send, request: WireRequest) => Promise<WireResponse>): Target {
  const { sendTogether: _, open: __, ...target } = berthTarget('seed');
  let count = 0;
  return {
    ...target,
    controls: [],
    // What a webhook did is asked for again and again, and meets the odd request as often as the machine is slow.
    capabilities: (target.capabilities ?? []).filter((each) => each !== 'webhook'),
    send: async (request) => {
      count += 1;
      return count % and === 0 ? then(target.send, request) : target.send(request);
    },
  };
}

const brokenIn = ({ results }: Conformance) =>
  results
    .filter(({ outcome }) => !['passed', 'skipped', 'not-applicable'].includes(outcome))
    .map(({ id }) => id);

/** Of a target whose limit cannot be set. */
const skip = ['LIM-004'];

const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const overloaded = async () => ({
  status: 503,
  headers: { 'content-type': 'application/json' },
  text: '{"ok":false,"error":"unavailable","message":"try again"}',
});

describe('a right target', () => {
  it('is conformant though a connection drops now and then, before or after the request was done', async () => {
    const before = now(151, async () => {
      throw lost();
    });
    const after = now(151, async (send, request) => {
      await send(request);
      throw lost();
    });
    for (const target of [before, after]) {
      const session = await runConformance({ target, settle: 0, skip });
      // The one check that sends hundreds of requests may not get through.
      expect(brokenIn(session).filter((id) => id !== 'ERR-007')).toEqual([]);
      expect(session.footer.exitCode).toBe(0);
    }
  });

  it('is conformant though it is overloaded now and then, which is told as such and nowhere else', async () => {
    const session = await runConformance({ target: now(151, overloaded), settle: 0, skip });
    expect([brokenIn(session), session.footer.exitCode]).toEqual([['ERR-007'], 0]);
  });
});

describe('a target of one’s own', () => {
  it('is not conformant when it loses what it acknowledged, however seldom', async () => {
    const logs = /^\/actions\/runs\/[^/]+\/logs$/;
    let lines = 0;
    const target = berthTarget('seed');
    const forgetful: Target = {
      ...target,
      controls: [],
      send: async (request) => {
        const final = String(request.body).includes('terminationStatus');
        if (request.method !== 'POST' || !logs.test(request.path) || final) return target.send(request);
        lines += 1;
        if (lines % 10 !== 0) return target.send(request);
        // The line goes to a run that nobody looks at.
        const other = await target.send({ ...request, path: '/actions/runs/none/logs' });
        if (other.status !== 404) return target.send(request);
        const run = request.path.split('/')[3];
        const { message } = JSON.parse(String(request.body)) as { message?: string };
        if (typeof message !== 'string') return target.send(request);
        const at = new Date().toISOString();
        const runLog = {
          id: `log_${lines}`,
          runId: run,
          message,
          createdBy: 'client-under-test',
          createdAt: at,
        };
        return {
          status: 201,
          headers: { 'content-type': 'application/json' },
          text: JSON.stringify({ ok: true, runLog }),
        };
      },
    };
    const { results, footer } = await runConformance({ target: forgetful, settle: 0, only: ['RUN-LOG'] });
    expect(results.find(({ id }) => id === 'RUN-LOG-002')?.outcome).toBe('failed');
    expect(footer.exitCode).toBe(1);
  });

  it('is told by the right requirement that it gives the id of a run twice', async () => {
    const target = berthTarget('seed');
    let first: WireResponse | undefined;
    let executed = 0;
    const repeating: Target = {
      ...target,
      controls: [],
      send: async (request) => {
        const answer = await target.send(request);
        if (request.method !== 'POST' || !/^\/actions\/[^/]+\/runs$/.test(request.path)) return answer;
        if (answer.status !== 202) return answer;
        executed += 1;
        first ??= answer;
        return executed % 100 === 0 ? first : answer;
      },
    };
    const { results } = await runConformance({
      target: repeating,
      settle: 0,
      only: ['RUN-EXEC', 'RUN-PATCH'],
    });
    expect(results.find(({ id }) => id === 'RUN-EXEC-002')?.outcome).toBe('failed');
  });
});
