import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceTarget } from '@berth/conformance/self-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, here, httpServer, nobody, ownFolder, run, serve, starting } from './support/conform.ts';

let folder = '';
beforeEach(() => {
  folder = ownFolder();
});
const inFolder = (name: string) => join(folder, name);

describe('exit code 3', () => {
  it('when interrupted: cleans up, and says what is left and how to be rid of it', async () => {
    let interrupted = false;
    const { url, env, answered, writes } = await serve(referenceTarget(), (method, path) =>
      interrupted && method === 'DELETE' && path.startsWith('/blueprints/') && !path.includes('/entities/')
        ? { status: 403, headers: {}, text: '{"ok":false,"error":"missing_permissions","message":"no"}' }
        : undefined,
    );
    const program = starting(['--folder', folder, '--target', url, '--tag', 'x', '--rps', '400'], env);
    await answered(300);
    interrupted = true;
    program.signal('SIGINT');
    expect(await program.exit).toBe(3);
    const stderr = program.stderr.text();
    expect(stderr).toContain('berth: interrupted; cleaning up (once more to stop at once)');
    const [, journal = ''] =
      /clean up what is left with: berth conform cleanup --journal (\S+) --target http/.exec(stderr) ?? [];
    expect(existsSync(journal)).toBe(true);
    expect(program.stdout.text()).toMatch(/left at the target.*blueprint conform-x-blueprint/s);
    expect(program.stdout.text()).toMatch(/INCOMPLETE .*it was interrupted/s);
    expect(writes.some((write) => write.startsWith('DELETE /actions/conform-x-'))).toBe(true);
    interrupted = false;
    const cleaned = await here(['cleanup', '--journal', journal], env);
    expect(cleaned).toMatchObject({ code: 0, stderr: '' });
  });

  it('when killed, after which the journal cleans up, as often as one likes', async () => {
    const target = referenceTarget();
    const { url, env, answered, tokens } = await serve(target);
    const program = starting(
      ['--folder', folder, '--target', url, 'RUN-PATCH', 'RUN-LOG', 'ENT-TIE', '--rps', '400'],
      env,
    );
    await answered(200);
    await program.stop();
    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('journal-'));
    const cleanup = () => here(['cleanup', '--journal', inFolder(name)], env);
    expect(await cleanup()).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(
        /^ended \d+ runs, deleted [1-9]\d* actions, blueprints and entities; \d+ run records stay$/,
      ),
    });
    const headers = { authorization: `Bearer ${tokens[0]}` };
    const open = await target.send({ method: 'GET', path: '/actions/runs?active=true&limit=100', headers });
    expect(JSON.parse(open.text)).toMatchObject({ runs: [] });
    expect(await cleanup()).toMatchObject({ stdout: expect.stringMatching(/^ended 0 runs, deleted 0 /) });
  });
});

describe('exit code 4', () => {
  it('when nobody listens, or nothing is answered in time', async () => {
    const [down, hanging] = [await nobody(), await httpServer(() => {})];
    const token = { A_TOKEN: 'a-token-of-somebody' };
    const [first, second] = await Promise.all([
      run(['--folder', folder, '--target', down, '--token-env', 'A_TOKEN'], token),
      run(['--folder', folder, '--target', hanging, '--token-env', 'A_TOKEN', '--timeout', '150'], token),
    ]);
    expect([first.code, second.code]).toEqual([4, 4]);
    expect(first.stdout.replaceAll(/\s+/g, ' ')).toContain(`${down} is down: nothing listens there`);
    expect(second.stdout.replaceAll(/\s+/g, ' ')).toContain('no answer within 150 ms');
    expect(first.stdout + first.stderr + second.stdout + second.stderr).not.toContain(token.A_TOKEN);
    // No journal of nothing.
    expect(readdirSync(folder)).toEqual([]);
  });

  it('when another server speaks, or the credentials are refused', async () => {
    const html = await httpServer((_, response) => void response.end('<!doctype html><p>hello'));
    const session = inFolder('s.jsonl');
    const args = ['--report', `jsonl=${session}`, '--folder', folder];
    expect(await here(['--target', html, ...args])).toMatchObject({ code: 4 });
    expect(eventsIn(session).at(-1)).toMatchObject({
      exitCode: 4,
      reason: expect.stringContaining('with HTML'),
    });
    const { url } = await serve(referenceTarget());
    const wrong = { PORT_CLIENT_ID: 'nobody', PORT_CLIENT_SECRET: 'wrong-secret' };
    expect(await here(['--target', url, ...args], wrong)).toMatchObject({ code: 4 });
    expect(eventsIn(session).at(-1)).toMatchObject({
      reason: expect.stringContaining('refuses the credentials (401)'),
    });
    expect(await here(['replay', reproFile(), '--target', url], wrong)).toMatchObject({ code: 4 });
  });

  function reproFile(): string {
    const file = inFolder('repro.json');
    writeFileSync(file, JSON.stringify({ format: 1, kind: 'check', id: 'RUN-PATCH-009' }));
    return file;
  }
});

describe('what is written to a target', () => {
  it.each([[[]], [['--read-only']], [['--live', '--allow-writes']], [['--live']]])(
    'is nothing for --dry-run, which tells the plan, with %j',
    async (flags) => {
      const { url, env, writes } = await serve(referenceTarget());
      const session = inFolder('s.jsonl');
      const args = ['--target', url, '--dry-run', '--report', `jsonl=${session}`, '--folder', folder];
      expect(await here([...args, ...flags], env)).toMatchObject({ code: 0 });
      expect(writes).toEqual([]);
      const events = eventsIn(session);
      expect(events.find(({ type }) => type === 'plan')?.checks).toBeGreaterThan(15);
      expect(events.filter(({ type, purpose }) => type === 'exchange' && purpose !== 'setup')).toEqual([]);
    },
  );

  it('is nothing where it is shared, unless that is allowed, and it says so', async () => {
    const { url, env, writes } = await serve(referenceTarget());
    const args = [
      '--target',
      url,
      '--live',
      'AUTH',
      'ERR',
      '--rps',
      '0',
      '--report',
      `jsonl=${inFolder('s.jsonl')}`,
    ];
    const { code, stderr } = await here([...args, '--folder', folder, '--settle', '0'], env);
    expect({ code, writes }).toEqual({ code: 0, writes: [] });
    expect(stderr).toBe(
      `berth: ${url} is shared, so it is only read; --allow-writes lets checks write there`,
    );
  });
});
