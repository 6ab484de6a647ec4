import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type PostgresOptions, type PostgresStore, postgresStore } from '../../src/index.ts';
import { ask, serverUrl } from './server.ts';

export interface Place {
  readonly url: string;
  /** Nobody else's, and not there yet. */
  readonly schema: string;
  drop(): Promise<void>;
}

export async function newPlace(url?: string): Promise<Place> {
  const server = url ?? (await serverUrl());
  const schema = `berth_test_${randomBytes(6).toString('hex')}`;
  const drop = async () => {
    await ask(server, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  };
  return { url: server, schema, drop };
}

/** A schema that is gone after the test. */
export async function freshPlace(url?: string): Promise<Place> {
  const place = await newPlace(url);
  onTestFinished(place.drop);
  return place;
}

/** A store in a schema of its own, both gone after the test. */
export async function freshStore(
  options: PostgresOptions = {},
  url?: string,
): Promise<PostgresStore & Place> {
  const place = await freshPlace(url);
  const store = await postgresStore(place.url, { schema: place.schema, maxConnections: 8, ...options });
  onTestFinished(() => store.close());
  return { ...store, ...place };
}
