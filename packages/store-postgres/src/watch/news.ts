/** What one notification tells: these runs of this organisation, or, without a list, any. */
export interface News {
  readonly org: string;
  readonly runs?: readonly string[];
}

/** The server takes no payload of 8000 bytes or more. */
const MAX_PAYLOAD_BYTES = 7900;

/** As payloads. Ids that do not fit are not named: whoever watches then looks at all. */
export function textsOf({ org, runs }: News): string[] {
  const text = JSON.stringify({ org, runs });
  if (Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES) return [text];
  const any = JSON.stringify({ org });
  // An organisation with so long a name is never told of by name either.
  return [Buffer.byteLength(any) <= MAX_PAYLOAD_BYTES ? any : '{}'];
}

/** Undefined for what no store of ours has sent. */
export function newsIn(payload: string | undefined): Partial<News> | undefined {
  try {
    const news: unknown = JSON.parse(payload ?? '');
    return typeof news === 'object' && news !== null ? news : undefined;
  } catch {
    return undefined;
  }
}
