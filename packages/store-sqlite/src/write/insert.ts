import type { Connection } from '../driver/connection.ts';
import type { Value } from '../driver/sqlite-database.ts';

export function insert(connection: Connection, table: string, row: Readonly<Record<string, Value>>): void {
  const columns = Object.keys(row);
  const places = columns.map(() => '?');
  connection.run(`INSERT INTO ${table} (${columns}) VALUES (${places})`, ...Object.values(row));
}
