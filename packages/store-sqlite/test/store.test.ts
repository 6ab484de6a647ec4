import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore, type OpenedStore } from '@berth/testing';
import { describe, it } from 'vitest';
import { noteEngine } from '../../../scripts/engines.ts';
import { sqliteStore } from '../src/index.ts';
import { engines } from './support/engines.ts';

/** A suite in memory takes some seconds; one that waits for a disk has its drawn cases cut to as long. */
const scale = 0.1;

async function onFile(): Promise<OpenedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-sqlite-'));
  const store = await sqliteStore(join(folder, 'berth.db'));
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, storeFor: store.forOrganisation, close };
}

describeStore('a store on a SQLite file', onFile, { describe, it, scale });

for (const { name, open } of engines) {
  const onDatabase = async (): Promise<OpenedStore> => {
    const folder = mkdtempSync(join(tmpdir(), 'berth-sqlite-'));
    const database = open(join(folder, 'berth.db'));
    const [row] = database.prepare('SELECT sqlite_version() AS version').all() as { version: string }[];
    noteEngine(`${name} (SQLite ${row?.version})`);
    const store = await sqliteStore(database);
    const close = async () => {
      await store.close();
      database.close();
      rmSync(folder, { recursive: true });
    };
    return { store, storeFor: store.forOrganisation, close };
  };
  describeStore(`a store on a database that the host opened with ${name}`, onDatabase, {
    describe,
    it,
    scale,
  });
}
