import { expect, it } from 'vitest';
import { callsOf, storyOf } from '../src/sequence/finding.ts';
import { searchSequences } from '../src/sequence/search.ts';
import {
  changed,
  type Fault,
  labsOver,
  secondLabelDropped,
  target,
  writeIn,
} from './support/sequence-lab.ts';

const find = async (fault: Fault, options: object = {}) => {
  const { labFor } = labsOver(target('openapi', fault));
  const { findings } = await searchSequences({ labFor, sequences: 30, maxOps: 16, seed: 5, ...options });
  return findings;
};

it('shrinks a label that is not stored to the call that sets it', async () => {
  const forgets: Fault = (send) => (request) => {
    const write = writeIn(request);
    const { statusLabel: _, ...rest } = write?.json ?? {};
    return send(write && !write.log ? { ...request, body: JSON.stringify(rest) } : request);
  };
  for (const finding of await find(forgets)) expect(finding.program.length).toBeLessThanOrEqual(3);
});

it('shrinks a label that is dropped when there was one to the two that set it, and the read that shows it', async () => {
  const [finding, ...others] = await find(secondLabelDropped);
  expect(others).toEqual([]);
  expect(finding && callsOf(finding)).toEqual([
    'execute r0 {"properties":{}}   202',
    'PATCH r0 {"statusLabel":"a"}   200',
    'PATCH r0 {"statusLabel":"b"}   200',
    'GET r0   200',
  ]);
  expect(finding).toMatchObject({ expected: 'b', got: 'a', flaky: false, seed: 5, profile: 'openapi' });
  expect(finding && storyOf(finding)).toMatch(
    /^sequence \d+ and \d+ more, shrunk \d+ → 4 calls \(\d+ requests\)$/,
  );
});

it('keeps a value that matters', async () => {
  const trims: Fault = (send) => (request) => {
    const write = writeIn(request);
    if (!write || write.log || write.json.statusLabel !== 'half way') return send(request);
    return send({ ...request, body: JSON.stringify({ ...write.json, statusLabel: 'halfway' }) });
  };
  const [finding] = await find(trims);
  expect(finding?.program.at(-1)?.op).toEqual({
    call: 'patch',
    run: 'r0',
    body: { statusLabel: 'half way' },
  });
});

it('keeps the second run of a fault between runs, and calls it that', async () => {
  const leaks: Fault = (send) => {
    let last: string | undefined;
    return async (request) => {
      const answer = await send(request);
      const write = writeIn(request);
      if (request.path.endsWith('/runs') && answer.status === 202) last = JSON.parse(answer.text).run.id;
      else if (
        write &&
        !write.log &&
        answer.status === 200 &&
        write.json.summary &&
        last &&
        last !== write.run
      )
        await send({
          ...request,
          path: `/actions/runs/${last}`,
          body: JSON.stringify({ summary: 'leaked' }),
        });
      return answer;
    };
  };
  const [finding] = await find(leaks, { lanes: 1 });
  expect(finding?.ids[0]).toBe('RUN-STATE-009');
  expect(finding?.program.filter(({ op }) => op.call === 'create').length).toBe(2);
});

it('tells a refused call that changes something from the call before it', async () => {
  const late: Fault = (send) => {
    const labels = new Map<string, unknown>();
    return async (request) => {
      const answer = await send(request);
      const write = writeIn(request);
      if (write && answer.status === 422 && 'statusLabel' in write.json && !write.log)
        labels.set(write.run, write.json.statusLabel);
      const run = /^\/actions\/runs\/([^/?]+)(?:\?|$)/.exec(request.path)?.[1];
      if (request.method !== 'GET' || !run || !labels.has(run)) return answer;
      return changed(answer, (body) => ({
        ...body,
        run: { ...(body.run as object), statusLabel: labels.get(run) },
      }));
    };
  };
  const findings = await find(late);
  expect(findings.map(({ ids }) => ids)).toEqual([['RUN-STATE-004']]);
  expect(findings[0]?.program.length).toBe(4);
});

it('spends about what it may, and then keeps what it has', async () => {
  const [cheap] = await find(secondLabelDropped, { shrinkRequests: 0, sequences: 0 });
  expect(cheap?.shrunk.requests).toBeLessThanOrEqual(2 * (cheap?.program.length ?? 0));
  expect(cheap?.shrunk.to).toBe(cheap?.shrunk.from);
});

it('calls flaky what does not show again', async () => {
  let left = 1;
  const once: Fault = (send) => async (request) => {
    const answer = await send(request);
    const write = writeIn(request);
    if (write?.log || !write?.json.summary || answer.status !== 200 || left === 0) return answer;
    left -= 1;
    return changed(answer, (body) => ({ ...body, run: { ...(body.run as object), summary: 'other' } }));
  };
  const [finding] = await find(once);
  expect(finding).toMatchObject({ flaky: true, clause: 'summary', got: 'other' });
});
