/** What the list of runs filters by, as its query names them. */
export interface RunFilters {
  readonly action?: string;
  readonly blueprint?: string;
  readonly entity?: string;
  readonly status?: string;
  readonly source?: readonly string[];
  readonly user_id?: string;
  readonly user_email?: string;
  readonly external_run_id?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly from: string | undefined;
  readonly signal: AbortSignal;
}
