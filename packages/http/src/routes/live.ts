import type { Caller } from '@berth/core';
import { eventHeaders } from '../live/event.ts';
import { logText } from '../live/log-text.ts';
import { openRuns } from '../live/open-runs.ts';
import { runEvents } from '../live/run-events.ts';
import { withBeats } from '../live/with-beats.ts';
import { problems } from '../protocol/problems.ts';
import { replyTo } from '../replies.ts';
import { runEventsQuery } from '../schemas/live.ts';
import { type Live, route } from './route.ts';

/** Of Berth's own, like all of these: Port's pages are live, and its API has no word for it. */
export const followRun = route({
  operation: 'followRun',
  summary: 'Follow a run: what happened to it and what does, until it has ended',
  method: 'GET',
  path: '/berth/runs/:run_id/events',
  query: runEventsQuery,
  streams: 'text/event-stream',
  replies: {},
  failures: [403],
  handle: async ({ params: { run_id: id }, query, caller, live, context }) => {
    const { service, places } = context;
    const run = await service.runs.get(caller, id);
    if (!run.ok) return replyTo(run.error);
    const { after, isBehind } = await service.live.place(id, lastSeen(live) ?? query.after);
    // Who has seen the end would come again and again.
    if (run.value.endedAt !== undefined && !isBehind) return nothing;
    // Looked at last: a place is taken by the stream, and others may come while the store is asked.
    if (!places.hasRoom(caller)) return problems.tooManyStreams();
    const guest = guestOf(caller, live);
    const present = async () => {
      const found = await service.runs.get(guest.caller(), id);
      return found.ok ? found.value : undefined;
    };
    const stream = places.taking(caller, (over) => {
      const events = runEvents(service.live.follow(run.value, after, over.signal), present, over.signal);
      return withBeats(events, async () => (await guest.isStill()) && (await present()) !== undefined, over);
    });
    return { status: 200, headers: eventHeaders, body: stream };
  },
});

export const followOpenRuns = route({
  operation: 'followOpenRuns',
  summary: 'Follow the runs that have not ended',
  method: 'GET',
  path: '/berth/open-runs/events',
  streams: 'text/event-stream',
  replies: {},
  handle: async ({ caller, live, context }) => {
    if (!context.places.hasRoom(caller)) return problems.tooManyStreams();
    const guest = guestOf(caller, live);
    const stream = context.places.taking(caller, (over) =>
      withBeats(openRuns(context, guest.caller, over.signal), guest.isStill, over),
    );
    return { status: 200, headers: eventHeaders, body: stream };
  },
});

export const downloadLog = route({
  operation: 'downloadLog',
  summary: 'Download the log of a run as it is now',
  method: 'GET',
  path: '/berth/runs/:run_id/log.txt',
  streams: 'text/plain',
  replies: {},
  failures: [403],
  handle: async ({ params: { run_id: id }, caller, context }) => {
    const run = await context.service.runs.get(caller, id);
    if (!run.ok) return replyTo(run.error);
    if (!context.places.hasRoom(caller)) return problems.tooManyStreams();
    const headers = {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${run.value.id}.log"`,
    };
    const stream = context.places.taking(caller, () => logText(context, caller, id));
    return { status: 200, headers, body: stream };
  },
});

const nothing = { status: 204, headers: {}, body: '' } as const;

/** Whose stream it is, with the roles that he has by now. */
function guestOf(first: Caller, live: Live) {
  let caller = first;
  return {
    caller: () => caller,
    isStill: async () => {
      const now = await live.again();
      if (now?.id !== first.id) return false;
      caller = now;
      return true;
    },
  };
}

/** Whatever no stream of ours has sent is passed over, as if the client knew nothing. */
function lastSeen({ lastEventId = '' }: Live): number | undefined {
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
}
