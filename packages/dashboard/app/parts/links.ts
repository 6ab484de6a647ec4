/** What a link leads to, for text that is one. */
export interface SafeLink {
  readonly href: string;
  readonly host: string;
}

// A URL parser drops some of these, and takes a backslash for a slash, so that an address can look like another.
const UNFIT = /[\s\p{Cc}\p{Cf}\\]/u;

/**
 * The web address that a text is, or undefined: only http and https, with nothing before the scheme, nothing unseen within,
 * and no user's name in front of the host, which is how an address is made to look like another.
 */
export function safeLink(text: string): SafeLink | undefined {
  if (!/^https?:\/\//i.test(text) || UNFIT.test(text)) return undefined;
  const url = parsed(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (url.username !== '' || url.password !== '' || url.host === '') return undefined;
  return { href: url.href, host: url.host };
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A run's links, one or many as they were sent. */
export function linksOf(link: string | readonly string[] | undefined): readonly string[] {
  return link === undefined ? [] : [link].flat().filter((each) => each !== '');
}
