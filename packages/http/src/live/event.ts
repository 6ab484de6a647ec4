/**
 * One server-sent event. The data is JSON, which holds no line break, so nothing that somebody wrote can look like another field.
 * @param id where a client goes on that comes back
 */
export function eventText(event: string, data: object, id?: number): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies must neither keep, nor compress, nor gather what is meant to be there at once.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;
