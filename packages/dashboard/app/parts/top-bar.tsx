import { Link, useLocation } from 'wouter-preact';
import type { Session } from '../api/types.ts';
import { openRuns } from '../live/open-runs.ts';
import { useStore } from '../live/use-store.ts';
import { pageOf } from './nav.ts';
import { plain } from './plain.ts';

const pages = [
  { href: pageOf.runs, name: 'Runs' },
  { href: pageOf.actions, name: 'Actions' },
  { href: pageOf.audit, name: 'Audit log' },
];

interface Props {
  readonly session: Session;
  readonly signOut: () => void;
}

export function TopBar({ session: { caller, signIn }, signOut }: Props) {
  const [path] = useLocation();
  const { state } = useStore(openRuns);
  const name = caller?.email ?? caller?.id ?? '';
  return (
    <header class="top-bar">
      <Link class="brand" href={pageOf.runs}>
        Berth
      </Link>
      <nav aria-label="Pages">
        {pages.map(({ href, name }) => (
          <Link
            key={href}
            href={href}
            aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      <span class="gap" />
      <span class="connection" role="status">
        {state.kind === 'reconnecting' && 'Connection lost. Reconnecting…'}
      </span>
      <span class="who" title={plain(name)}>
        {plain(name)}
      </span>
      {signIn === 'credentials' && (
        <button type="button" class="quiet" onClick={signOut}>
          Sign out
        </button>
      )}
    </header>
  );
}
