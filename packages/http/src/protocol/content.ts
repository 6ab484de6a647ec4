import { MAX_BODY_BYTES } from '../limits.ts';
import type { Body, Exchange, Reply } from './exchange.ts';
import { problems } from './problems.ts';
import { textProblem } from './text.ts';

export type Content = { readonly value: unknown } | { readonly refused: Reply };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();
/** As many as one unit of a text may become. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * The JSON value of a request's body; undefined when none was sent. What was sent and cannot be read is refused, never
 * taken as `{}`: a PATCH needs no key, so that would be a silent success.
 */
export async function readContent(exchange: Exchange): Promise<Content> {
  const body = await exchange.body();
  if (isEmpty(body)) return { value: undefined };
  const refused = unreadable(exchange, body);
  if (refused) return { refused };
  const parsed = body.kind === 'parsed' ? { value: body.value } : parse(body);
  if ('refused' in parsed) return parsed;
  const problem = textProblem(parsed.value, 'body');
  return problem === undefined ? parsed : { refused: problems.invalid(problem) };
}

function isEmpty(body: Body): boolean {
  if (body.kind === 'bytes') return body.bytes.byteLength === 0;
  return body.kind === 'none' || (body.kind === 'text' && body.text === '');
}

function isTooLarge(body: Body): boolean {
  if (body.kind === 'bytes') return body.bytes.byteLength > MAX_BODY_BYTES;
  if (body.kind !== 'text') return body.kind === 'too large';
  const { text } = body;
  return (
    text.length * MAX_BYTES_PER_UNIT > MAX_BODY_BYTES && encoder.encode(text).byteLength > MAX_BODY_BYTES
  );
}

function unreadable(exchange: Exchange, body: Body): Reply | undefined {
  if (isTooLarge(body)) return problems.tooLarge();
  const type = exchange.header('content-type');
  if (!isJson(type)) return problems.unsupportedType(type);
  const encoding = exchange.header('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity' && body.kind !== 'parsed') return problems.unsupportedEncoding();
  return body.kind === 'lost' ? problems.lostBody() : undefined;
}

function parse(body: Body): Content {
  if (body.kind !== 'bytes' && body.kind !== 'text') return { refused: problems.lostBody() };
  try {
    return { value: JSON.parse(body.kind === 'text' ? body.text : utf8.decode(body.bytes)) };
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? 'check for a missing quote, comma or bracket' : 'it is not UTF-8';
    return { refused: problems.notJson(reason) };
  }
}

/** `application/json`, with UTF-8 as its only charset. */
function isJson(type: string | undefined): boolean {
  if (type === 'application/json') return true;
  const [media, ...parameters] = (type ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  return (
    media?.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset))
  );
}
