import { describeStore } from '@berth/testing';
import { Pool } from 'pg';
import { describe, it } from 'vitest';
import { postgresStore } from '../src/index.ts';
import { newPlace } from './support/schema.ts';

describeStore(
  'PostgreSQL',
  async () => {
    const { url, schema, drop } = await newPlace();
    const store = await postgresStore(url, { schema, maxConnections: 8 });
    const close = async () => {
      await store.close();
      await drop();
    };
    return { store, storeFor: store.forOrganisation, close };
  },
  { describe, it, scale: 0.1 },
);

describeStore(
  'PostgreSQL through the pool of a host, under other names',
  async () => {
    const { url, schema, drop } = await newPlace();
    const pool = new Pool({ connectionString: url, max: 4 });
    const store = await postgresStore(pool, { schema, prefix: 'runs_of_berth_' });
    const close = async () => {
      await store.close();
      await pool.end();
      await drop();
    };
    return { store, storeFor: store.forOrganisation, close };
  },
  { describe, it, scale: 0.1 },
);
