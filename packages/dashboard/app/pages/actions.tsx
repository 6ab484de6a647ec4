import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { listActions } from '../api/catalog.ts';
import type { Action } from '../api/types.ts';
import { useLoaded } from '../live/load.ts';
import { pageOf } from '../parts/nav.ts';
import { Empty, Failed, Loading } from '../parts/notes.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { plain } from '../parts/plain.ts';

/** The self-service actions. */
export function ActionsPage() {
  usePageTitle('Actions');
  const [loaded, again] = useLoaded(listActions, 'actions');
  const [search, setSearch] = useState('');
  return (
    <>
      <div class="title-row">
        <h1>Actions</h1>
        <input
          type="search"
          class="search"
          aria-label="Search actions"
          placeholder="Search actions"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {loaded.kind === 'loading' && <Loading what="actions" />}
      {loaded.kind === 'failed' && <Failed error={loaded.error} again={again} />}
      {loaded.kind === 'ready' && <Cards actions={loaded.value.filter((each) => isFound(each, search))} />}
    </>
  );
}

function isFound({ identifier, title, description, trigger }: Action, search: string): boolean {
  const text = [identifier, title, description].join(' ').toLowerCase();
  return trigger.type === 'self-service' && text.includes(search.trim().toLowerCase());
}

function Cards({ actions }: { readonly actions: readonly Action[] }) {
  if (actions.length === 0) return <Empty>There is no such self-service action.</Empty>;
  return (
    <ul class="cards">
      {actions.map((action) => (
        <li key={action.identifier}>
          <Card action={action} />
        </li>
      ))}
    </ul>
  );
}

const operations = { CREATE: 'Create', 'DAY-2': 'Day 2', DELETE: 'Delete' };

function Card({ action: { identifier, title, description, trigger } }: { readonly action: Action }) {
  if (trigger.type !== 'self-service') return null;
  const { operation, blueprintIdentifier, actionCardButtonText = 'Execute' } = trigger;
  const name = plain(title ?? identifier);
  return (
    <article class="card">
      <h2>{name}</h2>
      <p class="muted">
        <span class={`operation of-${operation.toLowerCase()}`}>{operations[operation]}</span>
        {blueprintIdentifier !== undefined && ` ${plain(blueprintIdentifier)}`}
      </p>
      <p class="card-text">{plain(description ?? '')}</p>
      <div class="buttons">
        <Link class="button primary" href={pageOf.action(identifier)}>
          {plain(actionCardButtonText)}
          <span class="unseen"> {name}</span>
        </Link>
        <Link class="button" href={`${pageOf.runs}?action=${encodeURIComponent(identifier)}`}>
          Runs<span class="unseen"> of {name}</span>
        </Link>
      </div>
    </article>
  );
}
