import { readFileSync } from 'node:fs';
import type { SessionEvent } from '../session/events.ts';
import { misshapen } from './event-shape.ts';
import { gather, type StoredSession } from './stored-session.ts';

/**
 * A session from its JSONL file. Whatever ended it may have cut its last line short: that line is left out, and the session
 * is incomplete.
 *
 * @throws Error when the file cannot be read or is no session.
 */
export function readSession(file: string): StoredSession {
  const lines = readFileSync(file, 'utf8').split('\n');
  // Every whole line ends in a line break, so what stands after the last one is nothing, or a line cut short.
  const rest = lines.pop() ?? '';
  if (rest !== '' && parsed(rest) !== undefined) lines.push(rest);
  const gathered = gather();
  let last: SessionEvent['type'] | undefined;
  for (const [at, line] of lines.entries()) {
    const event = parsed(line);
    if (event === undefined && at > 0 && at === lines.length - 1) break;
    const wrong = wrongWith(event, last);
    if (wrong !== undefined) throw new Error(`${file} is no session: line ${at + 1} ${wrong}`);
    gathered.take(event as SessionEvent);
    last = (event as SessionEvent).type;
  }
  const session = gathered.session();
  if (!session) throw new Error(`${file} is no session: it has no whole line`);
  return session;
}

function wrongWith(event: unknown, last: SessionEvent['type'] | undefined): string | undefined {
  if (event === undefined) return 'is no JSON';
  const wrong = misshapen(event);
  if (wrong !== undefined) return `is ${wrong}`;
  const { type, format } = event as { type: SessionEvent['type']; format?: unknown };
  if ((type === 'header') !== (last === undefined))
    return `is a ${type}: a header comes first, and only there`;
  if (type === 'header' && format !== 1)
    return `is of format ${JSON.stringify(format)}; this version reads format 1`;
  return last === 'footer' ? 'comes after the footer' : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
