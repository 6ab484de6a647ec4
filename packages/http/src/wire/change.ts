import type { Change } from '@berth/core';

type Event = Exclude<Change['event'], { readonly type: 'logged' }>;

/** What happened to a run, beside the lines of its log, as whoever follows it is told. */
export function changeToWire(event: Event): object {
  switch (event.type) {
    case 'approval given': {
      const { by, at, state, description } = event.approval;
      return { type: 'approval', state, description, at, by };
    }
    // The answer may be large, and is with the run.
    case 'responded':
      return { type: 'responded', at: event.at, by: event.by };
    case 'described': {
      const { details, at, by } = event;
      return { type: 'described', ...details, at, by };
    }
    case 'entity adopted':
      return { ...event, type: 'adopted' };
    default:
      return event;
  }
}
