import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Run } from '../api/types.ts';
import { openRuns } from '../live/open-runs.ts';
import { useStore } from '../live/use-store.ts';
import { StatusBadge } from '../status/badge.tsx';
import { pageOf } from './nav.ts';
import { plain } from './plain.ts';
import { Duration } from './time.tsx';

/** The widest page on which the panel would cover what it stands beside. */
const NARROW = '(max-width: 1100px)';
/** Runs that the panel lists. */
const MOST = 40;

/** The runs that are open, at the side of every page while there are any; at the bottom of a narrow one. */
export function OpenRunsPanel() {
  const { runs, hasMore } = useStore(openRuns);
  const [isShown, setShown] = useState(() => !window.matchMedia(NARROW).matches);
  if (runs.length === 0) return null;
  const count = `${runs.length}${hasMore ? '+' : ''}`;
  return (
    <aside class={isShown ? 'panel' : 'panel folded'} aria-labelledby="open-runs">
      <h2 id="open-runs">
        <button type="button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          In progress<span class="count">{count}</span>
          <span class="chevron" aria-hidden="true" />
        </button>
      </h2>
      {isShown && (
        <ul>
          {runs.slice(0, MOST).map((run) => (
            <OpenRun key={run.id} run={run} />
          ))}
          {(hasMore || runs.length > MOST) && (
            <li>
              <Link href={`${pageOf.runs}?status=IN_PROGRESS`}>All runs in progress</Link>
            </li>
          )}
        </ul>
      )}
    </aside>
  );
}

function OpenRun({ run }: { readonly run: Run }) {
  const { action, entity } = run;
  return (
    <li>
      <Link href={pageOf.run(run.id)}>{plain(action.title ?? action.identifier)}</Link>
      <span class="muted">
        {entity && `${plain(entity.title ?? entity.identifier)} · `}
        <Duration of={run} />
      </span>
      <StatusBadge run={run} />
    </li>
  );
}
