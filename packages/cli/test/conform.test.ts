import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceTarget } from '@berth/conformance/self-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { given, serving } from './server.ts';
import { eventsIn, FEW, here, mutant, ownFolder, run, serve } from './support/conform.ts';

let folder = '';
beforeEach(() => {
  folder = ownFolder();
});
const inFolder = (name: string) => join(folder, name);

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

describe('exit code 0', () => {
  it('for the fake; its reports are whole, and nothing is drawn where there is no terminal', async () => {
    const [jsonl, junit, html, badge] = ['s.jsonl', 'j.xml', 'r.html', 'b.json'].map(inFolder) as [
      string,
      string,
      string,
      string,
    ];
    const report = `console,jsonl=${jsonl},junit=${junit},html=${html},badge=${badge}`;
    const { code, stdout, stderr } = await run([
      '--folder',
      folder,
      '--target',
      'fake:',
      '--mode',
      'smoke',
      '--report',
      report,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\nCONFORMANT.* exit 0\n/s);
    for (const drawn of ['\r', '\u001b']) expect(stdout).not.toContain(drawn);
    const events = eventsIn(jsonl);
    expect([events[0]?.type, events.at(-1)]).toMatchObject([
      'header',
      { type: 'footer', exitCode: 0, left: [] },
    ]);
    expect(readFileSync(junit, 'utf8')).toContain('</testsuites>');
    expect(readFileSync(html, 'utf8')).toContain('</html>');
    expect(JSON.parse(readFileSync(badge, 'utf8'))).toMatchObject({ schemaVersion: 1 });

    const again = inFolder('again.html');
    expect(await here(['report', jsonl, '--html', again])).toMatchObject({ code: 0 });
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(html, 'utf8'));
    const cut = inFolder('cut.jsonl');
    writeFileSync(cut, readFileSync(jsonl, 'utf8').split('\n').slice(0, -2).join('\n'));
    expect(await here(['report', cut, '--junit', inFolder('cut.xml')])).toMatchObject({
      code: 3,
      stderr: 'berth: the session has no footer, so it is incomplete',
    });
  });

  it('for berth serve, of whose secrets nothing is written, and whose journal goes when all is cleaned up', async () => {
    const server = await serving();
    onTestFinished(server.stop);
    const session = inFolder('s.jsonl');
    const report = ['--report', `console,html=${inFolder('r.html')},junit=${inFolder('j.xml')}`];
    const { code, stdout, stderr } = await run(
      ['--folder', folder, '--target', server.url, 'AUTH', 'RUN-PATCH-009', '--session', session, ...report],
      given,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(folder).toSorted()).toEqual(['j.xml', 'r.html', 's.jsonl']);
    const written = [stdout, stderr, ...filesIn(folder).map((file) => readFileSync(file, 'utf8'))].join('\n');
    expect(written).not.toContain(given.BERTH_CLIENT_SECRET);
    // A token of three parts in base64url, as Berth's are.
    expect(written).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/);
  });

  it('for a function of a module', async () => {
    const { url, env, writes } = await serve(referenceTarget());
    writeFileSync(
      inFolder('app.mjs'),
      `export const app = {};
       export const answer = async (request) => {
         const { pathname, search } = new URL(request.url);
         const { method, headers } = request;
         const body = method === 'GET' ? undefined : await request.text();
         return globalThis.fetch('${url}' + pathname + search, { method, headers, body });
       };`,
    );
    const target = `module:${inFolder('app.mjs')}#answer`;
    expect(await run(['--folder', folder, '--target', target, ...FEW], env)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(writes.length).toBeGreaterThan(3);
    // The journal of what was made there went with it.
    expect(readdirSync(folder)).toEqual(['app.mjs']);
    await expect(here(['--target', `module:${inFolder('app.mjs')}#app`])).rejects.toThrow(
      /app\.mjs exports no function "app"/,
    );
  });
});

describe('exit code 1', () => {
  it('for a target that breaks a MUST; what it writes down shows it again, FAILED there and FIXED elsewhere', async () => {
    const broken = mutant('labelForgotten');
    const [bad, good] = [await serve(broken), await serve(referenceTarget())];
    const session = inFolder('s.jsonl');
    const args = ['--target', bad.url, ...FEW, 'CONC-010', '--seed', '3', '--sequences', '6', '--races', '0'];
    const { code, stdout, stderr } = await run(['--folder', folder, ...args, '--session', session], bad.env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/RUN-PATCH-009 .*MUST/);
    expect(stdout).toMatch(/NOT CONFORMANT .*exit 1/s);
    const repros = filesIn(folder).filter((file) => file.endsWith('repro.json'));
    const kinds = repros.map((file) => (JSON.parse(readFileSync(file, 'utf8')) as { kind: string }).kind);
    expect(kinds.toSorted()).toEqual(['check', 'sequence']);
    for (const repro of repros) {
      const failed = await here(['replay', repro, '--target', bad.url], bad.env);
      expect(failed).toMatchObject({
        code: 1,
        stderr: '',
        stdout: expect.stringMatching(/^FAILED RUN-PATCH-009: /m),
      });
      const fixed = await here(['replay', repro, '--target', good.url], good.env);
      expect(fixed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^FIXED RUN-PATCH-009$/m) });
    }
    const written = [stdout, ...filesIn(folder).map((file) => readFileSync(file, 'utf8'))].join('\n');
    expect(bad.tokens.length).toBeGreaterThan(0);
    for (const secret of [bad.env.PORT_CLIENT_SECRET, ...bad.tokens]) expect(written).not.toContain(secret);
    expect(await here(['report', session, '--junit', inFolder('j.xml')])).toMatchObject({ code: 1 });
  });

  it('unless it is expected; the file of expectations is written when asked for, and read', async () => {
    const { url, env } = await serve(mutant('labelForgotten'));
    const file = inFolder('expected.json');
    const args = [
      '--target',
      url,
      ...FEW,
      '--report',
      `jsonl=${inFolder('s.jsonl')}`,
      '--expected',
      file,
      '--folder',
      folder,
    ];
    const wrote = await here([...args, '--update-expected'], env);
    expect(wrote).toMatchObject({ code: 1, stderr: `berth: wrote ${file}; give each new entry its reason` });
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['RUN-PATCH-009']);
    expect(await here(args, env)).toMatchObject({ code: 0 });
  });
});
