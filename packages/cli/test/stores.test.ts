import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshPlace } from '../../store-postgres/test/support/schema.ts';
import { type Server, tokenFrom } from './server.ts';
import { end, freshFile, run, served, shown, startRun, statusOf, temporaryFolder } from './support/stores.ts';

function log({ url }: Server, id: string, token: string, key: string): Promise<Response> {
  return fetch(`${url}/v1/actions/runs/${id}/logs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: '{"message":"done","terminationStatus":"SUCCESS"}',
  });
}

describe('berth serve on a SQLite file', () => {
  it('finds its runs, its credentials, the tokens and the keys of before when it is started again', async () => {
    const folder = temporaryFolder();
    const { file, store } = freshFile(folder);
    const first = await served(...store);
    const [id, secret] = await shown(...store);
    expect(first.stderr.text()).toContain(`BERTH_CLIENT_ID=${id}\nBERTH_CLIENT_SECRET=${secret}\n`);
    const token = await tokenFrom(first.url, id, secret);
    const run = await startRun(first, token);
    const answer = await (await log(first, run, token, 'a-key')).text();
    await end(first);
    // Nothing is left beside it that the next one would have to read first.
    expect(readdirSync(folder)).toEqual(['berth.db']);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = await served(...store);
    expect(second.stderr.text()).toContain(`BERTH_CLIENT_ID=${id}\n`);
    expect(second.stderr.text()).toContain('"berth credentials" with the same --store shows them');
    expect(second.stderr.text()).not.toContain(secret);
    expect(await statusOf(second, run, token)).toBe(200);
    expect(await tokenFrom(second.url, id, secret)).not.toBe('');
    const repeated = await log(second, run, token, 'a-key');
    expect([repeated.status, await repeated.text()]).toEqual([201, answer]);
  });

  it('shares the file, and what it knows, with another process that starts at the same moment', async () => {
    const { store } = freshFile();
    const [one, other] = await Promise.all([served(...store), served(...store)]);
    const [id, secret] = await shown(...store);
    const token = await tokenFrom(one.url, id, secret);
    const run = await startRun(one, token);
    expect(await statusOf(other, run, token)).toBe(200);
    await Promise.all([end(one), end(other)]);
  });

  it('tells the credentials that it has made, even if nothing comes of the start', async () => {
    const taken = await served();
    const { store } = freshFile();
    const { port } = new URL(taken.url);
    const { code, stderr } = await run('serve', '--port', port, ...store);
    const [id, secret] = await shown(...store);
    expect(code).toBe(1);
    expect(stderr).toContain(`BERTH_CLIENT_ID=${id}\nBERTH_CLIENT_SECRET=${secret}\n`);
    expect(stderr).toMatch(/^berth: port \d+ on 127\.0\.0\.1 is in use; choose another with --port$/m);
  });
});

describe('berth serve on PostgreSQL', () => {
  it('shares what it knows with another process, and keeps it', async () => {
    const { url, schema } = await freshPlace();
    const store = ['--store', url, '--schema', schema, '--table-prefix', 'b_'] as const;
    const [one, other] = await Promise.all([served(...store), served(...store)]);
    const [id, secret] = await shown(...store);
    const token = await tokenFrom(one.url, id, secret);
    const run = await startRun(one, token);
    expect(await statusOf(other, run, token)).toBe(200);
    expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
    const answers = await Promise.all([one, other].map((server) => log(server, run, token, 'a-key')));
    const [text, same] = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(same).toBe(text);
    await Promise.all([end(one), end(other)]);
    const again = await served(...store);
    expect(await statusOf(again, run, token)).toBe(200);
  });
});
