import type { Caller } from '@berth/core';
import { LOG_PAGE } from '../limits.ts';
import type { Context } from '../routes/route.ts';

/**
 * The log of a run, a line for each entry, as far as it goes and the caller may see it. It is not ended with the streams that have
 * no end: half of it would look like the whole.
 */
export async function* logText(
  { service }: Context,
  caller: Caller,
  run: string,
): AsyncGenerator<string, void> {
  for (let offset = 0; ; offset += LOG_PAGE) {
    const page = await service.runs.logs(caller, { run, offset, limit: LOG_PAGE });
    if (!page.ok) throw new Error(`The log of ${run} was taken away while it was sent`);
    if (page.value.length > 0)
      yield page.value.map(({ createdAt, message }) => `${createdAt} ${message}\n`).join('');
    if (page.value.length < LOG_PAGE) return;
  }
}
