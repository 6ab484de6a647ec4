import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import { afterAll } from 'vitest';
import { newPlace } from '../../../store-postgres/test/support/schema.ts';
import type { OpenStore } from './berth-target.ts';

/** A file for each Berth. */
export const onSqlite: OpenStore = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-api-'));
  const store = await sqliteStore(join(folder, 'berth.db'));
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store, close };
};

/** One schema for all tests of a file, an organisation for each Berth. */
export function onPostgres(): OpenStore {
  let opening:
    | Promise<{ forOrganisation: OpenedStore['forOrganisation']; close(): Promise<void> }>
    | undefined;
  const open = async () => {
    const { url, schema, drop } = await newPlace();
    const { forOrganisation, close: closeStore } = await postgresStore(url, { schema, maxConnections: 8 });
    const close = async () => {
      await closeStore();
      await drop();
    };
    return { forOrganisation, close };
  };
  afterAll(async () => (await opening)?.close());
  return async () => {
    opening ??= open();
    const { forOrganisation } = await opening;
    return { store: forOrganisation(randomUUID()), close: async () => {} };
  };
}

type OpenedStore = Awaited<ReturnType<typeof postgresStore>>;
