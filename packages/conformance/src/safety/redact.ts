const hiddenHeaders = new Set(['authorization', 'cookie', 'set-cookie', 'x-port-signature']);
/** In JSON, and in JSON that was made a text within another; not where a script puts in a variable of the shell. */
const hiddenKeys =
  /(\\?")(clientSecret|client_secret|accessToken|access_token|refreshToken)\1(\s*:\s*)\1(?!'"\$)(?:(?!\1)(?:[^\\]|\\.))*\1/g;
const secretKeys = new Set(['clientSecret', 'client_secret', 'accessToken', 'access_token', 'refreshToken']);
const DEEPEST = 50;
const HIDDEN = '<redacted>';
/** Shorter ones would take ordinary words out of a report. */
const SHORTEST_SECRET = 6;

/** Takes secrets out of whatever is written down: by the name of a header or key, and by value wherever they turn up. */
export interface Redactor {
  learn(secret: string | undefined): void;
  text(text: string): string;
  /** By value alone: what names a secret in a program is no secret. */
  learned(text: string): string;
  /** Every text within a value. */
  value(value: unknown): unknown;
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
}

export function redactor(): Redactor {
  const secrets = new Set<string>();
  const learned = (raw: string) => {
    let clean = raw;
    for (const secret of secrets) clean = clean.replaceAll(secret, HIDDEN);
    return clean;
  };
  const text = (raw: string) => learned(raw.replaceAll(hiddenKeys, `$1$2$1$3$1${HIDDEN}$1`));
  const value = (raw: unknown, depth = 0): unknown => {
    if (typeof raw === 'string') return text(raw);
    if (typeof raw !== 'object' || raw === null) return raw;
    if (depth === DEEPEST) return '…';
    if (Array.isArray(raw)) return raw.map((each) => value(each, depth + 1));
    const entries = Object.entries(raw).map(([key, each]) => [
      text(key),
      secretKeys.has(key) ? HIDDEN : value(each, depth + 1),
    ]);
    return Object.fromEntries(entries);
  };
  return {
    learned,
    value: (raw) => value(raw),
    learn: (secret) => {
      if (secret === undefined || secret.length < SHORTEST_SECRET) return;
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        secrets.add(form);
    },
    text,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          hiddenHeaders.has(name) ? HIDDEN : text(value),
        ]),
      ),
  };
}
