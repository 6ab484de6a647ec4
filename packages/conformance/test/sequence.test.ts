import { expect, it } from 'vitest';
import { drawnPrograms, programs } from '../src/sequence/generate.ts';
import { applicable } from '../src/sequence/program.ts';
import { searchSequences } from '../src/sequence/search.ts';
import {
  changed,
  type Fault,
  labsOver,
  secondLabelDropped,
  target,
  writeIn,
} from './support/sequence-lab.ts';

const drawn = { sequences: 60, maxOps: 16, ties: true };
const search = async (fault: Fault | undefined, options: object = {}) => {
  const { labFor } = labsOver(target('openapi', fault));
  return searchSequences({ labFor, sequences: 20, maxOps: 16, seed: 1, ...options });
};

it('draws the same programs for the same seed, and others for another', () => {
  const of = (seed: number) => JSON.stringify(programs({ ...drawn, seed }));
  expect(of(1)).toBe(of(1));
  expect(of(1)).not.toBe(of(2));
});

it('draws programs of bounded length that name only runs they execute, in texts that are whole', () => {
  for (const program of drawnPrograms({ ...drawn, seed: 3 })) {
    expect(program.length).toBeLessThanOrEqual(16);
    expect(applicable(program)).toEqual(program);
    expect(JSON.stringify(program).isWellFormed()).toBe(true);
  }
});

it('ties nothing where nobody tells what was tied', () => {
  const calls = new Set(
    programs({ ...drawn, seed: 1, ties: false }).flatMap((program) => program.map(({ call }) => call)),
  );
  expect([...calls].sort()).toEqual(['create', 'get', 'list', 'log', 'logs', 'patch']);
});

it.each(['seed', 'openapi'] as const)(
  'finds nothing at a right target and reaches every situation: %s',
  async (profile) => {
    const { labFor, session } = labsOver(target(profile), { profile });
    const found = await searchSequences({ labFor, sequences: 60, maxOps: 16, seed: 7 });
    expect([found.findings, found.untestable, found.coverage.never]).toEqual([[], [], []]);
    expect(found.performed).toBe(65);
    expect(session.invariants.violations).toEqual([]);
  },
);

it('reaches every situation by the named flows alone', async () => {
  expect((await search(undefined, { sequences: 0 })).coverage.never).toEqual([]);
});

it('finds what only comes about by turns, in drawn programs too', async () => {
  const { findings } = await search(secondLabelDropped, { sequences: 60 });
  expect(findings.map(({ ids, clause }) => [ids, clause])).toEqual([[['RUN-PATCH-009'], 'statusLabel']]);
  expect(findings[0]?.sequences.some((number) => number > 5)).toBe(true);
});

const wrong: readonly [string, Fault][] = [
  [
    'RUN-PATCH-006',
    (send) => (request) => {
      const write = writeIn(request);
      const ends = write && !write.log && Object.keys(write.json).join() === 'statusLabel';
      return send(
        ends ? { ...request, body: JSON.stringify({ ...write.json, status: 'SUCCESS' }) } : request,
      );
    },
  ],
  [
    'RUN-LOG-002',
    (send) => async (request) => {
      if (writeIn(request)?.log) await send(request);
      return send(request);
    },
  ],
  [
    'RUN-LIST-006',
    (send) => (request) => send({ ...request, path: request.path.replace('&active=true', '') }),
  ],
  [
    'ENT-TIE-003',
    (send) => async (request) => {
      const answer = await send(request);
      if (!request.path.startsWith('/audit-log')) return answer;
      return changed(answer, (body) => ({
        ...body,
        audits: (body.audits as { action: string }[]).filter(({ action }) => action !== 'UPDATE'),
      }));
    },
  ],
];
it.each(wrong)('finds a breach of %s', async (id, fault) => {
  const { findings } = await search(fault);
  expect(findings.flatMap(({ ids }) => ids)).toContain(id);
});

it('is not misled by calls that have no telling answer, done or not, at once or later', async () => {
  let turn = 0;
  const unsteady: Fault = (send) => async (request) => {
    if (!request.path.startsWith('/actions/runs/')) return send(request);
    turn += 1;
    const unavailable = {
      status: 503,
      headers: { 'content-type': 'application/json' },
      text: '{"ok":false,"error":"x"}',
    };
    if (turn % 29 === 0) return unavailable;
    if (turn % 31 === 0) {
      setTimeout(() => void send(request), 2);
      return unavailable;
    }
    if (turn % 37 !== 0) return send(request);
    await send(request);
    throw new Error('socket hang up');
  };
  const { findings, performed } = await search(unsteady, { sequences: 60 });
  expect(findings).toEqual([]);
  expect(performed).toBeGreaterThan(50);
});

it('waits for reads that are behind, and still finds what never shows', async () => {
  const behind =
    (fault: Fault): Fault =>
    (send) => {
      const right = fault(send);
      const last = new Map<string, { text: string; until: number }>();
      return async (request) => {
        const answer = await right(request);
        if (request.method !== 'GET') {
          const run = writeIn(request)?.run;
          for (const [path, old] of last)
            if (run !== undefined && path.includes(run)) old.until = performance.now() + 25;
          return answer;
        }
        const old = last.get(request.path);
        if (old && performance.now() < old.until) return { ...answer, text: old.text };
        last.set(request.path, { text: answer.text, until: 0 });
        return answer;
      };
    };
  const found = async (fault: Fault) => {
    const { labFor } = labsOver(target('openapi', behind(fault)), { settle: 150 });
    return searchSequences({ labFor, sequences: 10, maxOps: 12, seed: 2, lags: true, lanes: 16 });
  };
  expect((await found((send) => send)).findings).toEqual([]);
  expect((await found(secondLabelDropped)).findings.map(({ ids }) => ids[0])).toContain('RUN-PATCH-009');
});

it('says why nothing could be performed', async () => {
  const refusing: Fault = (send) => (request) =>
    request.path.endsWith('/runs')
      ? Promise.resolve({ status: 403, headers: {}, text: '{"ok":false,"error":"missing_permissions"}' })
      : send(request);
  const { findings, performed, untestable } = await search(refusing, { sequences: 2 });
  expect([findings, performed, untestable.length]).toEqual([[], 0, 7]);
  expect(untestable[0]).toBe('no run could be executed: 403 {"ok":false,"error":"missing_permissions"}');
});

it('begins no further program once enough have shown a fault', async () => {
  const { labFor, exchanges } = labsOver(target('openapi', secondLabelDropped));
  const { findings } = await searchSequences({
    labFor,
    sequences: 200,
    maxOps: 16,
    seed: 1,
    stopAfter: 1,
    lanes: 1,
  });
  expect(findings.length).toBe(1);
  expect(exchanges.length).toBeLessThan(60);
});

it('gives what it has when the session ends meanwhile', async () => {
  const { labFor, session } = labsOver(target('openapi', secondLabelDropped));
  const onProgress = ({ phase }: { phase: string }) => {
    if (phase === 'shrink') session.abort('enough');
  };
  const { signal } = session;
  const { findings } = await searchSequences({
    labFor,
    sequences: 5,
    maxOps: 16,
    seed: 1,
    signal,
    onProgress,
  });
  expect(findings[0]?.ids).toContain('RUN-PATCH-009');
});
