import { MAX_BODY_BYTES } from '../limits.ts';
import type { Body, Exchange, Reply } from './exchange.ts';
import { problems } from './problems.ts';
import { textProblem } from './text.ts';

export type Content = { readonly value: unknown } | { readonly refused: Reply };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON value of a request's body; undefined when none was sent. What was sent and cannot be read is refused, never
 * taken as `{}`: a PATCH needs no key, so that would be a silent success.
 */
export async function readContent(exchange: Exchange): Promise<Content> {
  const body = await exchange.body();
  if (body.kind === 'none' || sizeOf(body) === 0) return { value: undefined };
  const refused = unreadable(exchange, body);
  if (refused) return { refused };
  const parsed = body.kind === 'parsed' ? { value: body.value } : parse(body);
  if ('refused' in parsed) return parsed;
  const problem = textProblem(parsed.value, 'body');
  return problem === undefined ? parsed : { refused: problems.invalid(problem) };
}

function sizeOf(body: Body): number {
  return body.kind === 'bytes' ? body.bytes.byteLength : Number.NaN;
}

function unreadable(exchange: Exchange, body: Body): Reply | undefined {
  if (body.kind === 'too large' || sizeOf(body) > MAX_BODY_BYTES) return problems.tooLarge();
  const type = exchange.header('content-type');
  if (!isJson(type)) return problems.unsupportedType(type);
  const encoding = exchange.header('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity' && body.kind !== 'parsed') return problems.unsupportedEncoding();
  return body.kind === 'lost' ? problems.lostBody() : undefined;
}

function parse(body: Body): Content {
  if (body.kind !== 'bytes') return { refused: problems.lostBody() };
  try {
    return { value: JSON.parse(utf8.decode(body.bytes)) };
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
