/** A column of instants as they were handed over, whatever form of dates the connection is set to. */
export function instantOf(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
