import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findEngine, nodeSqlite } from '../src/driver/engine.ts';
import { faultOf } from '../src/driver/fault.ts';
import { engines } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

const PAGE = 4096;

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('this was to fail');
}

describe('the engine of a file', () => {
  it('is Node’s own where there is one, else libsql', async () => {
    const database = (await findEngine())(temporaryFile());
    expect(database.constructor.name).toBe((await nodeSqlite()) ? 'DatabaseSync' : 'Database');
    database.close();
  });

  it('is the first that is there', async () => {
    const missing = async () => undefined;
    const [engine] = engines;
    expect(await findEngine([missing, async () => engine?.open])).toBe(engine?.open);
  });

  it('can be missing altogether, and the error says what to do then', async () => {
    await expect(findEngine([])).rejects.toThrow(/use Node 22.13 or newer, or install the package libsql/);
  });
});

describe.each(engines)('a fault of $name', ({ open }) => {
  const database = () => {
    const file = temporaryFile();
    const opened = open(file);
    opened.exec('PRAGMA journal_mode=WAL');
    opened.exec('CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) STRICT');
    return { file, opened };
  };

  it('is told: somebody else has the lock', () => {
    const { file, opened } = database();
    const other = open(file);
    opened.exec('BEGIN IMMEDIATE');
    expect(faultOf(errorOf(() => other.exec('BEGIN IMMEDIATE')))).toBe('busy');
    opened.exec('COMMIT');
    opened.prepare('SELECT a FROM t').all();
    opened.exec('BEGIN DEFERRED');
    opened.prepare('SELECT a FROM t').all();
    other.exec("INSERT INTO t VALUES ('a', 'b')");
    // The extended code is another one here: what was read is no longer the newest.
    expect(faultOf(errorOf(() => opened.exec("INSERT INTO t VALUES ('b', 'b')")))).toBe('busy');
  });

  it('is told: no space is left', () => {
    const { opened } = database();
    opened.exec('PRAGMA max_page_count=4');
    const fill = () => opened.prepare('INSERT INTO t VALUES (?, ?)').run('a', 'b'.repeat(100_000));
    expect(faultOf(errorOf(fill))).toBe('full');
  });

  it('is told: it may only be read', () => {
    const { opened } = database();
    opened.exec('PRAGMA query_only=1');
    expect(faultOf(errorOf(() => opened.exec("INSERT INTO t VALUES ('a', 'b')")))).toBe('readonly');
  });

  it('is told: the file is none of SQLite’s, or is damaged', () => {
    const file = temporaryFile();
    writeFileSync(file, 'a letter to a friend '.repeat(1000));
    expect(faultOf(errorOf(() => open(file).prepare('SELECT 1 FROM sqlite_schema').all()))).toBe(
      'not a database',
    );
    const { file: damaged, opened } = database();
    opened.close();
    const content = readFileSync(damaged);
    // The page of the table; the first one is the schema's.
    writeFileSync(damaged, content.fill(0xff, PAGE, 2 * PAGE));
    expect(faultOf(errorOf(() => open(damaged).prepare('SELECT * FROM t').all()))).toBe('corrupt');
  });

  it('is none of the database when the statement is to blame', () => {
    const { opened } = database();
    opened.exec("INSERT INTO t VALUES ('a', 'b')");
    expect(faultOf(errorOf(() => opened.exec("INSERT INTO t VALUES ('a', 'b')")))).toBe('other');
    expect(faultOf(errorOf(() => opened.exec('SELEC')))).toBe('other');
  });
});

it('a fault that libsql has only the number of is told by that', () => {
  // SQLITE_READONLY_DIRECTORY
  const error = { code: 'UNKNOWN_SQLITE_ERROR_1544', rawCode: 1544 };
  expect(faultOf(error)).toBe('readonly');
});
