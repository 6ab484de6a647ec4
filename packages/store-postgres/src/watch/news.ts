/** What one notification tells: these runs of this organisation, or, without a list, any. */
export interface News {
  /** Whose watchers have heard of it already. */
  readonly from: string;
  readonly org: string;
  readonly runs?: readonly string[];
}

/** The server takes no payload of 8000 bytes or more. */
const MAX_PAYLOAD_BYTES = 7900;

/** As a payload. Ids that do not fit are not named: whoever watches then looks at all. */
export function textOf({ from, org, runs }: News): string {
  const texts = [
    { from, org, runs },
    { from, org },
  ].map((news) => JSON.stringify(news));
  // An organisation with so long a name is not told of by name either.
  return texts.find((text) => Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES) ?? JSON.stringify({ from });
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
