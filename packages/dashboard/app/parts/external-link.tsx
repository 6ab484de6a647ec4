import { safeLink } from './links.ts';
import { plain } from './plain.ts';

/** A link that a run or an entity carries: a way out for what is a web address, else text. */
export function ExternalLink({ text }: { readonly text: string }) {
  const link = safeLink(text);
  if (!link) return <span class="no-link">{plain(text)}</span>;
  return (
    <a class="out" href={link.href} target="_blank" rel="noopener noreferrer" title={link.href}>
      {link.host}
      <span aria-hidden="true"> ↗</span>
      <span class="unseen"> (opens in a new tab)</span>
    </a>
  );
}
