import { MAX_SHOWN_LENGTH } from '../limits.ts';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import { shownRunReply, shownRunsQuery, shownRunsReply } from '../schemas/live.ts';
import { asManyAsFit } from '../wire/as-many-as-fit.ts';
import { cursorOf } from '../wire/cursor.ts';
import { route } from './route.ts';
import { briefRuns, shownRun } from './run-reply.ts';
import { runsPage } from './runs-page.ts';

/** Of Berth's own: runs as pages for people show them, whatever the profile. */
export const listShownRuns = route({
  operation: 'listShownRuns',
  summary: 'List runs as pages for people show them, newest first',
  method: 'GET',
  path: '/berth/runs',
  query: shownRunsQuery,
  replies: { 200: shownRunsReply },
  handle: async ({ query, caller, context }) => {
    const found = await runsPage(context, caller, query, query.status);
    if ('refused' in found) return found.refused;
    const { page } = found;
    const runs = asManyAsFit(await briefRuns(context, page.items), MAX_SHOWN_LENGTH);
    const last = page.items[runs.length - 1];
    const isCut = runs.length < page.items.length;
    const next = last && (page.more || isCut) ? { next: cursorOf(last) } : {};
    return success(200, { runs, ...next });
  },
});

export const getShownRun = route({
  operation: 'getShownRun',
  summary: 'Get a run as a page for people shows it, and what the caller may do about it',
  method: 'GET',
  path: '/berth/runs/:run_id',
  replies: { 200: shownRunReply },
  failures: [403],
  handle: async ({ params, caller, context }) => {
    const found = await context.service.runs.get(caller, params.run_id);
    if (!found.ok) return replyTo(found.error);
    const may = await context.service.runs.allowed(caller, found.value);
    return success(200, { run: await shownRun(context, found.value), may });
  },
});
