import { describe, expect, it } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { mutant, session } from './support/session.ts';
import { watched } from './support/watched.ts';

describe('a live target', () => {
  /** Once, and not again. */
  function once(right: Target = referenceTarget()): Target {
    let wrong = true;
    const send: Target['send'] = async (request, signal) => {
      if (!wrong || request.method !== 'PATCH' || !String(request.body).includes('statusLabel'))
        return right.send(request, signal);
      wrong = false;
      return { status: 500, headers: {}, text: '{"ok":false,"error":"internal_error","message":"m"}' };
    };
    return { ...right, send };
  }
  const live = { live: true, perSecond: 0, reserve: 0, only: ['RUN-PATCH-004'] };

  it('is given a second try: what then passes is flaky, and counts only when strict', async () => {
    const { footer, results } = await session({ target: once(), ...live });
    expect(results).toMatchObject([{ outcome: 'flaky', findings: [{ by: 'check' }] }]);
    expect([footer.exitCode, footer.flaky]).toEqual([0, 1]);
    expect((await session({ target: once(), ...live, strict: true })).footer.exitCode).toBe(1);
  });

  it('has failed when the second try fails too', async () => {
    const { footer } = await session({
      target: mutant('patchStatusIgnored'),
      ...live,
      only: ['RUN-PATCH-001'],
    });
    expect([footer.exitCode, footer.flaky]).toEqual([1, 0]);
  });

  it('is not given one on this machine', async () => {
    const { results } = await session({ target: once(), only: ['RUN-PATCH-004'] });
    expect(results).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is asked for little, and for nothing large', async () => {
    const { target } = watched(referenceTarget());
    const { header, results } = await session({ ...live, target, only: ['LIM', 'HOOK-PAY-001'] });
    expect([header.mode, header.live]).toEqual(['lite', true]);
    expect(results.find(({ id }) => id === 'LIM-001')?.reason).toMatch(/large requests .* --mode full/);
    expect(results.find(({ id }) => id === 'HOOK-PAY-001')?.reason).toMatch(/needs a receiver/);
  });

  it('is what Port’s own hosts are, whoever says otherwise or nothing', async () => {
    const refusing = {
      ...referenceTarget(),
      name: 'https://api.getport.io',
      send: () => Promise.reject(new Error('x')),
    };
    expect((await session({ target: refusing })).header.live).toBe(true);
  });
});
