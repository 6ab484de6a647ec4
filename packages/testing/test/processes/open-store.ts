import type { Store } from '@berth/core';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';

/** @param where a file, or the URL of a PostgreSQL with the schema behind `#` */
export async function openStore(where: string): Promise<Store & { close(): Promise<void> }> {
  if (!where.startsWith('postgres')) return sqliteStore(where);
  const [url = '', schema = ''] = where.split('#');
  return postgresStore(url, { schema, maxConnections: 8 });
}
