import type { WireRequest } from '../target/target.ts';
import { invalid, Refusal } from './refusal.ts';

const MAX_BYTES = 1_048_576;
const MAX_DEPTH = 300;

/** The body as JSON, or undefined when none was sent. */
export async function jsonBody({ body, headers }: WireRequest): Promise<unknown> {
  const bytes = await bytesOf(body);
  if (bytes.length === 0) return undefined;
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'The body must be application/json');
  const json = parsed(bytes.toString());
  if (deeperThan(json, MAX_DEPTH)) throw invalid(`body must NOT be deeper than ${MAX_DEPTH} levels`);
  return json;
}

/** Stops reading at the first byte too many. */
async function bytesOf(body: WireRequest['body'] = ''): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of typeof body === 'string' || body instanceof Uint8Array
    ? [Buffer.from(body)]
    : body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Refusal(413, 'bad_request', 'The body is larger than 1 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'bad_request', 'The body is not valid JSON');
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => deeperThan(each, levels - 1));
}
