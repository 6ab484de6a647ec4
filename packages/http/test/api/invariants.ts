import { expect } from 'vitest';
import { matcher } from '../../src/protocol/match.ts';
import { routes } from '../../src/routes/table.ts';
import { errorReply } from '../../src/schemas/common.ts';
import { bodyProblem } from '../../src/validation/requests.ts';
import type { Content, Received } from './api.ts';

export interface Exchanged {
  readonly method: string;
  readonly path: string;
  readonly received: Received;
  readonly secrets: readonly string[];
}

const find = matcher(routes);

/**
 * What holds of every answer: JSON (ERR-002) in the envelope (ERR-001), `ok` as the status says (ERR-003), never 5xx
 * (ERR-007), no secret (AUTH-009), no path or stack (ERR-009), and a success in the form that the route declares.
 */
export function checkInvariants(exchanged: Exchanged): Content {
  const { method, path, received, secrets } = exchanged;
  const { status, headers, text } = received;
  const about = `${method} ${path.slice(0, 200)} → ${status} ${text.slice(0, 300)}`;
  const found = find(method, path.split('?')[0] ?? path);
  const streams = found && 'route' in found ? found.route.streams : undefined;
  expect(headers['x-trace-id'], about).toMatch(/^[0-9a-f]{32}$/);
  expect(status, about).toBeLessThan(500);
  if (streams && status < 300) return checkStream(streams, exchanged);
  expect(headers['content-type'], about).toMatch(/^application\/json\b/);
  const content = JSON.parse(text) as Content;
  if (status >= 400) expect(bodyProblem(errorReply, content), about).toBeUndefined();
  else if (!path.startsWith('/openapi.json')) expect(content.ok, about).toBe(true);
  if (status < 400 && found && 'route' in found) {
    const declared = found.route.replies[status];
    expect(declared, `${about}: a status that the route declares`).toBeDefined();
    if (declared && !path.startsWith('/openapi.json'))
      expect(bodyProblem(declared, content), about).toBeUndefined();
  }
  for (const secret of secrets) {
    if (secret !== '' && !content.accessToken) expect(text.includes(secret), about).toBe(false);
  }
  expect(text, about).not.toMatch(/\n\s+at |node_modules|\/src\/|\.ts:\d/);
  return content;
}

/** A stream is what its route declares; where there is nothing to come, it is nothing at all. */
function checkStream(type: string, { path, received, secrets }: Exchanged): Content {
  const { status, headers, text } = received;
  if (status === 204) expect([headers['content-type'], text], path).toEqual([undefined, '']);
  else expect(headers['content-type'], path).toBe(`${type}; charset=utf-8`);
  for (const secret of secrets) if (secret !== '') expect(text.includes(secret), path).toBe(false);
  return {} as Content;
}
