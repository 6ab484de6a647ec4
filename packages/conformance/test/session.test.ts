import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { folder, mutant, openRunsAt, session } from './support/session.ts';
import { watched, writesIn } from './support/watched.ts';

describe('the end of a session', () => {
  it('is conformant, and leaves nothing open, deletes what it made and says what stays', async () => {
    const { target, sent } = watched(referenceTarget());
    const { footer, results, header, plan } = await session({ target, only: ['RUN-PATCH', 'ENT-TIE-001'] });
    expect(footer).toMatchObject({ type: 'footer', verdict: 'conformant', exitCode: 0, left: [], stale: [] });
    expect(footer).not.toHaveProperty('ended');
    expect(footer.requests).toBe(sent.length - 2);
    expect(results.length).toBe(23);
    expect(await openRunsAt(target)).toEqual([]);
    expect(footer.runsLeft).toBe(
      sent.filter(({ path, status }) => path.endsWith('/runs') && status === 202).length,
    );
    expect([header.seed, header.profile, plan?.checks]).toEqual([1, 'openapi', 23]);
    const made = writesIn(sent).filter((write) => /^POST \/(actions|blueprints) /.test(write));
    const deleted = writesIn(sent).filter((write) => /^DELETE \/(actions|blueprints)\/[^/]+ /.test(write));
    expect(deleted.length).toBe(made.length);
  });

  it('leaves everything as it is when told to keep it, and says how many runs that is', async () => {
    const { target, sent } = watched(referenceTarget());
    const { footer } = await session({ target, keep: true });
    expect(writesIn(sent).filter((write) => write.startsWith('DELETE'))).toEqual([]);
    expect(footer.runsLeft).toBeGreaterThan(0);
  });

  it('is not conformant when a MUST does not hold, and names by what', async () => {
    const { footer, results } = await session({ target: mutant('labelForgotten') });
    expect(footer).toMatchObject({ verdict: 'not conformant', exitCode: 1, reason: '1 MUST' });
    expect(results).toMatchObject([{ id: 'RUN-PATCH-009', outcome: 'failed', findings: [{ by: 'check' }] }]);
    expect(results[0]?.findings[0]?.exchanges.length).toBeGreaterThan(3);
  });

  it('counts a SHOULD only when strict', async () => {
    const target = () => mutant('rateHeadersDropped');
    expect((await session({ target: target(), only: ['LIM-004'] })).footer.exitCode).toBe(0);
    const { footer, header } = await session({ target: target(), only: ['LIM-004'], strict: true });
    expect([footer.exitCode, footer.reason, header.strict]).toEqual([1, '1 SHOULD', true]);
  });

  it('is incomplete when a check cannot be carried out at all', async () => {
    const right = referenceTarget();
    const target: Target = { ...right, open: () => Promise.reject(new TypeError('of the checker')) };
    const { footer, results } = await session({ target, only: ['LIM-005', 'RUN-PATCH-009'] });
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['RUN-PATCH-009', 'passed'],
      ['LIM-005', 'error'],
    ]);
    expect(footer).toMatchObject({ exitCode: 3, reason: 'the checker itself failed on LIM-005' });
  });

  it('counts what could not be set up like a failure', async () => {
    const right = referenceTarget();
    const target: Target = {
      ...right,
      send: async (request, signal) =>
        request.path === '/actions' && request.method === 'POST'
          ? { status: 403, headers: {}, text: '{"ok":false,"error":"missing_permissions","message":"m"}' }
          : right.send(request, signal),
    };
    const { footer, results } = await session({ target });
    expect(results).toMatchObject([
      { outcome: 'untestable', reason: expect.stringMatching(/^set-up: POST \/actions .* 403/) },
    ]);
    expect(footer.exitCode).toBe(1);
  });
});

describe('what a session says', () => {
  it('begins with a header and ends with a footer, with the plan and every exchange between, without a secret', async () => {
    const events: { readonly type: string }[] = [];
    const phases = new Set<string>();
    let ended = 0;
    const target = referenceTarget();
    const { footer } = await session({
      target,
      only: ['RUN-PATCH-009', 'AUTH-001', 'CONC-010'],
      sequences: 2,
      races: 1,
      reporters: [
        {
          event: (event) => events.push(event),
          progress: ({ phase }) => phases.add(phase),
          end: async () => {
            ended += 1;
          },
        },
      ],
    });
    const types = events.map(({ type }) => type);
    expect([types[0], types.at(-1), ended]).toEqual(['header', 'footer', 1]);
    expect(types.filter((type) => type === 'exchange').length).toBe(footer.requests);
    expect([...phases]).toEqual(['connect', 'checks', 'sequences', 'races', 'cleanup']);
    const { clientSecret } = target.credentials as { clientSecret: string };
    expect(JSON.stringify(events)).not.toContain(clientSecret);
    expect(JSON.stringify(events)).not.toMatch(/Bearer (?!<redacted>)\S/);
  });

  it('shows how to see each finding again, in a folder of its own', async () => {
    const made = folder();
    const { results } = await session({ target: mutant('labelForgotten'), folder: made });
    const files = results[0]?.findings[0]?.files;
    expect(files).toEqual([
      join(made, 'RUN-PATCH-009', 'repro.sh'),
      join(made, 'RUN-PATCH-009', 'repro.json'),
    ]);
    expect(files?.every(existsSync)).toBe(true);
  });
});
