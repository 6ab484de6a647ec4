import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshPlace } from '../../store-postgres/test/support/schema.ts';
import { ask, serverUrl } from '../../store-postgres/test/support/server.ts';
import { openFile } from '../../store-sqlite/test/support/engines.ts';
import { end, freshFile, run, served } from './support/stores.ts';

/** What a server that cannot start says, in one line and without a stack. */
async function refusal(...store: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run('serve', '--port', '0', ...store);
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' });
  const [, line = ''] = /^berth: (.+)\n$/.exec(stderr) ?? [];
  expect(line, stderr).not.toBe('');
  return line;
}

describe('a SQLite file that cannot be used ends the command with a line that says what to do', () => {
  it('when its folder is not there', async () => {
    expect(await refusal('--store', 'sqlite:/nowhere/x.db')).toMatch(
      /^\/nowhere\/x\.db cannot be opened: it has to be a file .*, in a folder that exists/,
    );
  });

  it('when it is no database', async () => {
    const { file, store } = freshFile();
    writeFileSync(file, 'text of some length, which is no database at all'.repeat(100));
    expect(await refusal(...store)).toContain(`${file} is not an SQLite database: name another file`);
  });

  it('when its schema is newer', async () => {
    const { file, store } = freshFile();
    await end(await served(...store));
    const database = openFile(file);
    database.exec("INSERT INTO berth_migrations VALUES (99, 'later', 'c', '2030-01-01T00:00:00.000Z')");
    database.close();
    expect(await refusal(...store)).toMatch(
      /has schema 99, .*: use the version of Berth that made it, or a newer/,
    );
  });

  it('when it is not up to date, and migrations are made by hand', async () => {
    expect(await refusal(...freshFile().store, '--migrations', 'manual')).toMatch(
      /lacks migration 1 .*"berth migrate" applies it/,
    );
  });
});

describe('a PostgreSQL that cannot be used ends the command with a line that says what to do', () => {
  it('when nothing answers', async () => {
    expect(await refusal('--store', 'postgres://postgres@127.0.0.1:1/x')).toMatch(
      /^cannot use PostgreSQL: .*nothing answers there; see whether the server is up and the address is right$/,
    );
  });

  it('when there is no such database', async () => {
    const nowhere = Object.assign(new URL(await serverUrl()), { pathname: '/berth_nowhere' }).href;
    expect(await refusal('--store', nowhere)).toMatch(
      /"berth_nowhere" does not exist; .* create it, or name another/,
    );
  });

  it('when its schema is newer', async () => {
    const { url, schema } = await freshPlace();
    const store = ['--store', url, '--schema', schema] as const;
    await end(await served(...store));
    await ask(
      url,
      `INSERT INTO ${schema}.berth_migrations (number, name, checksum) VALUES (99, 'later', 'c')`,
    );
    expect(await refusal(...store)).toMatch(
      /has schema 99, .*: use the version of Berth that made it, or a newer/,
    );
  });
});

it('a store that there is none of is refused without what may be a password', async () => {
  const { code, stderr } = await run('serve', '--store', 'postgers://berth:pass-word@db/berth');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^berth: --store takes sqlite:PATH, postgres:\/\/… or memory:, not "postgers:"\n/);
  expect(stderr).not.toContain('pass-word');
});
