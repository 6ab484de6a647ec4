import type { Fixtures } from '../lab/fixtures.ts';
import { isBody } from '../wire/answer.ts';
import type { Connection } from './connection.ts';
import type { Session } from './session.ts';

/** A target that shows a write later than this is not waited for. */
export const LONGEST_LAG = 15_000;

/** Milliseconds until a write can be read, measured on a run of the session's own; 0 when the first read shows it. */
export async function measureLag(
  { settling, signal }: Session,
  { ask }: Connection,
  made: Fixtures,
): Promise<number> {
  const path = `/actions/${encodeURIComponent(await made.action())}/runs`;
  const executed = await ask('setup', { method: 'POST', path, json: { properties: {} } });
  const run = isBody(executed.json) ? executed.json.run : undefined;
  if (!isBody(run)) return 0;
  const label = 'conform: is this visible yet';
  await ask('setup', { method: 'PATCH', path: `/actions/runs/${run.id}`, json: { statusLabel: label } });
  const began = performance.now();
  let reads = 0;
  const shown = await settling.eventually(
    async () => {
      reads += 1;
      const { json } = await ask('setup', { method: 'GET', path: `/actions/runs/${run.id}` });
      return isBody(json) && isBody(json.run) ? json.run.statusLabel : undefined;
    },
    (seen) => seen === label,
    LONGEST_LAG,
    signal,
  );
  // What never shows is no lag; the checks will say what it is.
  return reads === 1 || shown !== label ? 0 : performance.now() - began;
}
