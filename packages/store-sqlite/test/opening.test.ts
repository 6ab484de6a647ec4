import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { nextMessage, startChild } from '../../testing/test/processes/child.ts';
import { making, run } from '../../testing/test/processes/commits.ts';
import { sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

/** What a process that is not root is told when it opens the file. */
function openedWithoutRights(file: string): Promise<string> {
  return nextMessage(startChild(`${import.meta.dirname}/programs/opener-without-rights.ts`, file));
}

async function filled(file: string): Promise<void> {
  const store = await sqliteStore(file);
  await store.commit(making(run('r_1')));
  await store.close();
}

describe('opening a file', () => {
  it('makes it for its owner only, and what SQLite puts beside it likewise', async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    await store.commit(making(run('r_1')));
    const modes = ['', '-wal', '-shm'].map((end) => statSync(file + end).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    await store.close();
  });

  it('finds what was kept', async () => {
    const file = temporaryFile();
    await filled(file);
    const store = await sqliteStore(file);
    expect(await store.run('r_1')).toMatchObject({ version: 1, value: { id: 'r_1' } });
    await store.close();
  });

  it('refuses memory, and names the store for that', async () => {
    await expect(sqliteStore(':memory:')).rejects.toThrow(/use memoryStore of @berth\/core\/memory/);
    const memory = openFile(':memory:');
    await expect(sqliteStore(memory)).rejects.toThrow(/cannot have a write-ahead log.*memoryStore/);
    memory.close();
  });

  it('refuses a folder, and a file in a folder that is not there', async () => {
    const folder = dirname(temporaryFile());
    for (const file of [
      folder,
      join(folder, 'missing', 'berth.db'),
      join(folder, 'missing', '..', 'x', 'y'),
    ]) {
      const failure = sqliteStore(file);
      await expect(failure).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(failure).rejects.toThrow(
        /cannot be opened: it has to be a file that this process may write, in a folder that exists/,
      );
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const file = temporaryFile();
    const letter = 'a letter to a friend '.repeat(1000);
    writeFileSync(file, letter);
    await expect(sqliteStore(file)).rejects.toThrow(/is not an SQLite database: name another file/);
    expect(readFileSync(file, 'utf8')).toBe(letter);
  });

  it.each([
    ['a file that it may not write', 0o444, 0o777],
    ['a file that it may write, in a folder that it may not', 0o666, 0o555],
  ])('refuses %s', async (_, fileMode, folderMode) => {
    const file = temporaryFile();
    await filled(file);
    chmodSync(file, fileMode);
    chmodSync(dirname(file), folderMode);
    // Which of the two it finds first differs between versions of SQLite.
    expect(await openedWithoutRights(file)).toMatch(
      /cannot be opened: it has to be a file that this process may write|cannot be written: let this process write/,
    );
  });

  it('refuses to make a file in a folder that it may not write', async () => {
    const file = temporaryFile();
    chmodSync(dirname(file), 0o555);
    expect(await openedWithoutRights(file)).toMatch(
      /cannot be written: let this process write the file and its folder/,
    );
    expect(existsSync(file)).toBe(false);
  });

  it('refuses a database of the host that may only be read', async () => {
    const database = openFile(temporaryFile());
    await (await sqliteStore(database)).close();
    database.exec('PRAGMA query_only=1');
    await expect(sqliteStore(database)).rejects.toThrow(/the database cannot be written/);
    database.close();
  });

  it('leaves nothing half-made when there is no space, and opens once there is', async () => {
    const database = openFile(temporaryFile());
    database.exec('PRAGMA max_page_count=8');
    await expect(sqliteStore(database)).rejects.toThrow(/no space is left for the database: make some/);
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    database.exec('PRAGMA max_page_count=10000');
    await (await sqliteStore(database)).close();
    database.close();
  });

  it('waits no longer than it is told for a lock, and opens when it is free', async () => {
    const file = temporaryFile();
    await filled(file);
    const other = openFile(file);
    other.exec('BEGIN IMMEDIATE');
    const failure = sqliteStore(file, { lockTimeoutMs: 20 });
    await expect(failure).rejects.toThrow(/another process holds the lock of .*berth\.db/);
    other.exec('ROLLBACK');
    other.close();
    await (await sqliteStore(file, { lockTimeoutMs: 20 })).close();
  });

  it('takes a database that the host has opened, never waits inside it, and leaves it open', async () => {
    const database = openFile(temporaryFile());
    database.exec('PRAGMA busy_timeout=5000');
    const store = await sqliteStore(database);
    await store.commit(making(run('r_1')));
    expect(database.prepare('PRAGMA busy_timeout').all()).toEqual([{ timeout: 0 }]);
    expect(database.prepare('PRAGMA synchronous').all()).toEqual([{ synchronous: 2 }]);
    await store.close();
    expect(database.prepare('SELECT id FROM berth_runs').all()).toEqual([{ id: 'r_1' }]);
    database.close();
  });
});
