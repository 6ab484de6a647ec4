import { describe, expect, it } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { openRunsAt, session } from './support/session.ts';
import { watched, writesIn } from './support/watched.ts';

describe('a session that ends before its time', () => {
  it('cleans up when it is interrupted, and is incomplete', async () => {
    const controller = new AbortController();
    const { target, sent } = watched(referenceTarget());
    const { footer, results } = await session({
      target,
      only: ['RUN-PATCH', 'RUN-LOG', 'RUN-STATE', 'ENT-TIE'],
      signal: controller.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'checks' && done === 9) controller.abort();
      },
    });
    expect(footer).toMatchObject({
      verdict: 'incomplete',
      exitCode: 3,
      reason: 'it was interrupted',
      left: [],
    });
    expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThanOrEqual(9);
    expect(footer.runsLeft).toBeGreaterThan(0);
    expect(await openRunsAt(target)).toEqual([]);
    expect(sent.some(({ method, path }) => method === 'DELETE' && path.startsWith('/actions/conform-'))).toBe(
      true,
    );
  });

  it('does nothing when it was interrupted before it began', async () => {
    const { target, sent } = watched(referenceTarget());
    const { footer } = await session({ target, signal: AbortSignal.abort() });
    expect([footer.exitCode, footer.reason, writesIn(sent)]).toEqual([3, 'it was interrupted', []]);
  });

  it('says what it could not clean up', async () => {
    const controller = new AbortController();
    const right = referenceTarget();
    const target: Target = {
      ...right,
      send: async (request, signal) => {
        if (controller.signal.aborted && request.method !== 'GET')
          return { status: 503, headers: {}, text: '{"ok":false,"error":"down","message":"m"}' };
        return right.send(request, signal);
      },
    };
    const { footer } = await session({
      target,
      tag: 'x',
      only: ['RUN-PATCH'],
      signal: controller.signal,
      onProgress: ({ phase, done }) => {
        if (phase === 'checks' && done === 3) controller.abort();
      },
    });
    expect(footer.left).toContainEqual(expect.stringMatching(/^open run r_/));
    expect(footer.left).toContain('action conform-x-action-1');
  });

  it('is incomplete when the target dies meanwhile, and does not wait for it for ever', async () => {
    const right = referenceTarget();
    let answered = 0;
    const target: Target = {
      ...right,
      send: (request, signal) => {
        answered += 1;
        return answered > 60 ? Promise.reject(new Error('socket hang up')) : right.send(request, signal);
      },
    };
    const { footer } = await session({ target, only: ['RUN-PATCH', 'RUN-LOG'] });
    expect(footer).toMatchObject({
      verdict: 'incomplete',
      exitCode: 3,
      reason: 'the target stopped answering (socket hang up)',
    });
    expect(footer.left.length).toBeGreaterThan(0);
    expect(footer.requests).toBeLessThan(120);
  });

  it('is incomplete when the target hangs meanwhile', async () => {
    const right = referenceTarget();
    let answered = 0;
    const target: Target = {
      ...right,
      send: (request, signal) => {
        answered += 1;
        return answered > 60 ? new Promise(() => {}) : right.send(request, signal);
      },
    };
    const { footer } = await session({ target, only: ['RUN-PATCH'], timeout: 60 });
    expect([footer.exitCode, footer.reason]).toEqual([
      3,
      'the target stopped answering (no answer within 60 ms)',
    ]);
  });

  it('sends no more than it may, but for cleaning up', async () => {
    const purposes: string[] = [];
    const { footer, results } = await session({
      target: watched(referenceTarget()).target,
      maxRequests: 50,
      only: ['RUN-PATCH', 'RUN-LOG'],
      reporters: [{ event: (event) => event.type === 'exchange' && purposes.push(event.purpose) }],
    });
    expect([footer.exitCode, footer.reason]).toEqual([3, 'the limit of 50 requests was reached']);
    const tried = purposes.filter((purpose) => purpose !== 'cleanup').length;
    // What is under way in the other lanes when the last one is counted.
    expect([tried >= 50, tried <= 57]).toEqual([true, true]);
    expect(results.length).toBeLessThan(41);
    expect(footer.left).toEqual([]);
  });

  it('is not incomplete for what cleaning up takes', async () => {
    const { footer } = await session();
    const whole = await session({ maxRequests: footer.requests - 1 });
    expect([whole.footer.exitCode, whole.footer.requests]).toEqual([0, footer.requests]);
  });

  it('takes no longer than it may', async () => {
    const right = referenceTarget();
    const target: Target = {
      ...right,
      send: async (request, signal) => {
        await new Promise((resolve) => setTimeout(resolve, 15));
        return right.send(request, signal);
      },
    };
    const { footer } = await session({ target, maxTime: 250, only: ['RUN-PATCH', 'RUN-LOG'] });
    expect([footer.exitCode, footer.reason]).toEqual([3, 'the limit of 250 ms was reached']);
    expect(footer.ms).toBeLessThan(3_000);
  });
});
