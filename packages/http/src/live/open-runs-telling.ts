import type { Run } from '@berth/core';
import { MAX_OPEN_LENGTH, MAX_OPEN_SHOWN, OPEN_RUNS_PACE_MS } from '../limits.ts';
import type { Context } from '../routes/route.ts';
import { briefRuns } from '../routes/run-reply.ts';
import { asManyAsFit } from '../wire/as-many-as-fit.ts';
import { eventText } from './event.ts';

/** What a viewer is told of the open runs. */
interface Telling {
  /** Those that it holds. */
  readonly runs: readonly Run[];
  readonly text: string;
}

/** By the list that is told of, which is one for all who may see all: hundreds of viewers are told of every change. */
const tellings = new WeakMap<readonly Run[], Promise<Telling>>();

/** Made once for all who ask at about the same time; later anew, since what runs are about may have another title by then. */
export function tellingOf(context: Context, open: readonly Run[]): Promise<Telling> {
  const known = tellings.get(open);
  if (known) return known;
  const telling = tell(context, open);
  tellings.set(open, telling);
  const forget = () => void tellings.delete(open);
  telling.catch(forget);
  setTimeout(forget, OPEN_RUNS_PACE_MS).unref?.();
  return telling;
}

async function tell(context: Context, open: readonly Run[]): Promise<Telling> {
  const told = asManyAsFit(await briefRuns(context, open.slice(0, MAX_OPEN_SHOWN)), MAX_OPEN_LENGTH);
  const runs = open.slice(0, told.length);
  const more = runs.length < open.length ? { more: true } : {};
  return { runs, text: eventText('open', { runs: told, ...more }) };
}
