import type { Json } from '../api/types.ts';
import { plain } from './plain.ts';

/** Characters of a value that are shown at once; a longer text would hold up the page. */
const MOST = 200_000;

export function JsonText({ value }: { readonly value: Json }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <pre class="json" tabIndex={0}>
      {plain(text.slice(0, MOST))}
      {text.length > MOST && `\n… ${text.length - MOST} more characters`}
    </pre>
  );
}

interface Props {
  readonly title: string;
  readonly value: Json | undefined;
}

/** A value that may be large, folded. */
export function FoldedJson({ title, value }: Props) {
  if (value === undefined || value === null) return null;
  return (
    <details class="fold">
      <summary>{title}</summary>
      <JsonText value={value} />
    </details>
  );
}
