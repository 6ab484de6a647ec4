import { describe, expect, it, onTestFinished } from 'vitest';
import { checks } from '../src/cases/index.ts';
import { requirementOf } from '../src/catalogue/catalogue.ts';
import { type DescribeOptions, describeApi, type TestRunner } from '../src/describe-api.ts';
import { mutants } from '../src/mutants/index.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { watched } from './support/watched.ts';

const sequences = 'answers generated sequences of calls as the model says';

/** What a test runner is told, to be run when the test says so. */
function registered(target: Target, options: DescribeOptions = {}) {
  const suites: string[] = [];
  const tests = new Map<string, () => Promise<void>>();
  const closing: (() => Promise<void>)[] = [];
  const runner: TestRunner = {
    describe: (name, define) => {
      suites.push(name);
      define();
    },
    it: (name, test) => {
      expect(tests.has(name)).toBe(false);
      tests.set(name, test);
    },
    afterAll: (close) => closing.push(close),
  };
  describeApi(target, runner, options);
  onTestFinished(async () => {
    for (const close of closing) await close();
  });
  const names = [...tests.keys()];
  return {
    suites,
    names,
    ids: names.map((name) => name.split(':')[0] ?? ''),
    closing,
    run: (id: string) => tests.get(names.find((name) => name === id || name.startsWith(`${id}:`)) ?? '')?.(),
  };
}

function mutant(name: string): Target {
  const found = mutants.find((each) => each.name === name);
  return (found as (typeof mutants)[number]).wrap(referenceTarget());
}

describe('registering', () => {
  it('names one test after each requirement that applies, and asks nothing yet', () => {
    const { target, sent } = watched(referenceTarget());
    const { suites, names } = registered(target);
    const ids = registered(target).ids.filter((id) => id !== sequences);
    expect(suites).toEqual(['reference, profile openapi']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !checks.some((check) => check.id === id) && id !== 'CONC-010')).toEqual([]);
    expect(ids.length).toBeGreaterThan(150);
    expect(names).toContain(`RUN-PATCH-008: ${requirementOf('RUN-PATCH-008').text}`);
    // Of the other profile, and of what only the owner of a target can set.
    expect(ids).not.toContain('VER-002');
    expect(ids).not.toContain('CONC-011');
    expect(sent).toEqual([]);
  });

  it('goes by the profile, and by what the target offers', () => {
    expect(registered(referenceTarget(), { profile: 'seed' }).suites).toEqual(['reference, profile seed']);
    const offered = { ...referenceTarget(), capabilities: ['tokens', 'actions-admin'] } as const;
    const { ids } = registered(offered);
    expect(ids.filter((id) => /^(ENT-TIE|HOOK|EXT)-/.test(id))).toEqual([]);
    expect(ids).toContain('RUN-PATCH-001');
  });

  it('leaves out what is excepted', () => {
    const all = registered(referenceTarget()).ids;
    const { ids } = registered(referenceTarget(), {
      except: { 'RUN-PATCH-008': 'known', 'LIM-001': 'known', 'CONC-010': 'known' },
    });
    expect(all.filter((id) => !ids.includes(id)).toSorted()).toEqual([
      'CONC-010',
      'LIM-001',
      'RUN-PATCH-008',
    ]);
  });

  it('takes little for a smoke test, and only reads when told to', () => {
    expect(registered(referenceTarget(), { mode: 'smoke' }).ids.length).toBeLessThan(60);
    expect(registered(referenceTarget(), { readOnly: true }).ids).not.toContain('RUN-PATCH-008');
  });

  it('is refused for an exception that is no requirement, and a target that declares nothing', () => {
    expect(() => registered(referenceTarget(), { except: { 'RUN-PATCH-999': 'typo' } })).toThrow(
      'The catalogue has no requirement RUN-PATCH-999',
    );
    const { capabilities: _, ...silent } = referenceTarget();
    expect(() => registered(silent)).toThrow(TypeError);
    expect(() => registered(silent)).toThrow('reference declares no capabilities');
  });

  it('suits the signatures of other runners, without afterAll too', () => {
    const seen: string[] = [];
    // As `node:test` has them: options between, a context handed to the test, and a promise in return.
    const nodeTest = {
      describe: (name: string, define: () => void) => {
        seen.push(name);
        define();
        return Promise.resolve();
      },
      it: (name: string, test: (context?: unknown, done?: unknown) => unknown) => {
        expect(test.length).toBe(0);
        return Promise.resolve(seen.push(name));
      },
    };
    describeApi(referenceTarget(), nodeTest, { mode: 'smoke' });
    expect(seen.length).toBeGreaterThan(10);
  });
});

describe('running', () => {
  it('passes on a right target, in any order and alone', async () => {
    const { run } = registered(referenceTarget());
    for (const id of ['RUN-STATE-004', 'RUN-PATCH-009', 'ERR-001'])
      await expect(run(id)).resolves.toBeUndefined();
  });

  it('fails on a mutant with the id, the sentence that does not hold, and what was expected and got', async () => {
    const { run } = registered(mutant('labelForgotten'));
    const failure = await run('RUN-PATCH-009')?.catch((error: Error) => error);
    const [title, message = '', expected, got] = (failure as Error).message.split('\n');
    expect(title).toBe('RUN-PATCH-009 MUST failed');
    expect(message).toMatch(/\w{4}/);
    expect([expected, got]).toEqual([
      expect.stringMatching(/^ {2}expected \{"statusLabel":"/),
      expect.stringMatching(/^ {2}got {6}\{"statusLabel":"/),
    ]);
    await expect(run('RUN-PATCH-010')).resolves.toBeUndefined();
  });

  it('lets a SHOULD fail only when strict', async () => {
    await expect(registered(mutant('rateHeadersDropped')).run('LIM-004')).resolves.toBeUndefined();
    await expect(registered(mutant('rateHeadersDropped'), { strict: true }).run('LIM-004')).rejects.toThrow(
      'LIM-004 SHOULD failed',
    );
  });

  it('fails where what holds of every answer was broken by any other', async () => {
    const { run } = registered(mutant('errorDetails'));
    await run('RUN-GET-002')?.catch(() => {});
    const failed = await Promise.all(
      ['ERR-001', 'ERR-002', 'ERR-003'].map((id) =>
        run(id)?.then(
          () => '',
          (error: Error) => error.message,
        ),
      ),
    );
    expect(failed.join('\n')).toMatch(/^ERR-00\d MUST (passed|failed)/m);
  });

  it('says why it could not be tried', async () => {
    const right = referenceTarget();
    const target: Target = {
      ...right,
      send: (request, signal) =>
        request.path === '/auth/access_token'
          ? Promise.resolve({ status: 503, headers: {}, text: '{"ok":false}' })
          : right.send(request, signal),
    };
    await expect(registered(target).run('RUN-PATCH-009')).rejects.toThrow(
      'RUN-PATCH-009 MUST untestable\nPOST /auth/access_token: answered with 503',
    );
  });

  it('finds in generated sequences what breaks the model, and tells the shortest calls that show it', async () => {
    const { run } = registered(mutant('labelForgotten'));
    const failure = await run(sequences)?.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failure).toMatch(/^RUN-PATCH-009 .*statusLabel/);
    expect(failure).toMatch(/\n {2}PATCH r0 \{"statusLabel":/);
    const excepting = registered(mutant('labelForgotten'), { except: { 'RUN-PATCH-009': 'known' } });
    await expect(excepting.run(sequences)).resolves.toBeUndefined();
  });

  it('closes the target at the end, once it was used', async () => {
    let closed = 0;
    const target: Target = {
      ...referenceTarget(),
      close: async () => {
        closed += 1;
      },
    };
    const { run, closing } = registered(target);
    await closing[0]?.();
    expect(closed).toBe(0);
    await run('RUN-PATCH-009');
    await closing[0]?.();
    expect(closed).toBe(1);
  });
});
