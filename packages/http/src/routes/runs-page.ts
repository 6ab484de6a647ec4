import type { Caller, Page, Run, RunQuery } from '@berth/core';
import type { Reply } from '../protocol/exchange.ts';
import { problems } from '../protocol/problems.ts';
import { cursorFrom } from '../wire/cursor.ts';
import type { Context } from './route.ts';

/** What every list of runs is asked by. */
interface Asked {
  readonly limit: number;
  readonly action?: string;
  readonly blueprint?: string;
  readonly entity?: string;
  readonly source?: RunQuery['sources'];
  readonly user_id?: string;
  readonly user_email?: string;
  readonly external_run_id?: string;
  readonly from?: string;
}

/** The page of runs that a request asks for, of what its caller may see. */
export async function runsPage(
  { service }: Context,
  caller: Caller,
  query: Asked,
  status: RunQuery['status'],
): Promise<{ readonly page: Page<Run> } | { readonly refused: Reply }> {
  const after = query.from === undefined ? undefined : cursorFrom(query.from);
  if (query.from !== undefined && !after)
    return { refused: problems.invalid('"from" must be the "next" of an earlier answer') };
  const page = await service.runs.list(caller, {
    limit: query.limit,
    action: query.action,
    blueprint: query.blueprint,
    entity: query.entity,
    status,
    sources: query.source,
    user: query.user_id,
    email: query.user_email,
    externalRunId: query.external_run_id,
    after,
  });
  return { page };
}
