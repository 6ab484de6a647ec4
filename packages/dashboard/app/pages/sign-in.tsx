import { useState } from 'preact/hooks';
import { wordsOf } from '../api/error.ts';
import { signIn } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { safeLink } from '../parts/links.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { plain } from '../parts/plain.ts';

interface Props {
  readonly session: Session;
  readonly reload: () => void;
}

/** For whom the server does not know. */
export function SignInPage({ session, reload }: Props) {
  usePageTitle('Sign in');
  return (
    <main class="box sign-in">
      <h1>Sign in to Berth</h1>
      {session.signIn === 'credentials' ? (
        <Credentials reload={reload} />
      ) : (
        <HostSignIn url={session.signInUrl} reload={reload} />
      )}
    </main>
  );
}

function HostSignIn({ url, reload }: { readonly url: string | undefined; readonly reload: () => void }) {
  const href =
    url !== undefined && URL.canParse(url, location.href) ? new URL(url, location.href).href : undefined;
  const isSafe = href !== undefined && safeLink(href) !== undefined;
  return (
    <>
      <p>You are not signed in to the application that this dashboard is part of.</p>
      <div class="buttons">
        {isSafe && (
          <a class="button primary" href={href}>
            Sign in
          </a>
        )}
        <button type="button" onClick={reload}>
          Look again
        </button>
      </div>
    </>
  );
}

function Credentials({ reload }: { readonly reload: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: Event & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await signIn(String(form.get('id') ?? ''), String(form.get('secret') ?? ''));
      reload();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <label>
        Client id
        <input name="id" autocomplete="username" required spellcheck={false} />
      </label>
      <label>
        Client secret
        <input name="secret" type="password" autocomplete="current-password" required />
      </label>
      {error !== undefined && (
        <p class="note error" role="alert">
          {plain(wordsOf(error))}
        </p>
      )}
      <button type="submit" class="primary" disabled={isBusy}>
        Sign in
      </button>
    </form>
  );
}
