import type { ComponentChildren } from 'preact';
import { ApiError, wordsOf } from '../api/error.ts';
import { plain } from './plain.ts';

export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="note" role="status">
      Loading {what}…
    </p>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="note">{children}</p>;
}

/** What went wrong, as it was said, and a way to try again. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const isFinal = error instanceof ApiError && [403, 404].includes(error.status);
  return (
    <div class="note error" role="alert">
      <p>{plain(wordsOf(error))}</p>
      {again && !isFinal && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}
