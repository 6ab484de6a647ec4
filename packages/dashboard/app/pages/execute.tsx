import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { getAction } from '../api/catalog.ts';
import { getRun } from '../api/runs.ts';
import type { Action, Run } from '../api/types.ts';
import { ExecuteForm } from '../form/execute-form.tsx';
import { useLoaded } from '../live/load.ts';
import { pageOf } from '../parts/nav.ts';
import { Failed, Loading } from '../parts/notes.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { plain } from '../parts/plain.ts';
import { showToast } from '../parts/toasts.tsx';

/** The form of an action; filled in with the inputs of the run that the query names, to run it again. */
export function ExecutePage({ identifier }: { readonly identifier: string }) {
  const query = new URLSearchParams(window.location.search);
  const again = query.get('rerun');
  const [loaded, reload] = useLoaded(
    (signal) =>
      Promise.all([
        getAction(identifier, signal),
        again === null ? undefined : getRun(again, signal),
      ] as const),
    `${identifier} ${again}`,
  );
  usePageTitle(loaded.kind === 'ready' ? nameOf(loaded.value[0]) : identifier);
  return (
    <div class="narrow">
      <nav class="breadcrumb" aria-label="Breadcrumb">
        <ol>
          <li>
            <Link href={pageOf.actions}>Actions</Link>
          </li>
          <li>
            <span aria-current="page">{plain(identifier)}</span>
          </li>
        </ol>
      </nav>
      {loaded.kind === 'loading' && <Loading what="the action" />}
      {loaded.kind === 'failed' && (
        <>
          <h1>{plain(identifier)}</h1>
          <Failed error={loaded.error} again={reload} />
        </>
      )}
      {loaded.kind === 'ready' && (
        <Form action={loaded.value[0]} earlier={loaded.value[1]?.run} entity={query.get('entity') ?? ''} />
      )}
    </div>
  );
}

interface Props {
  readonly action: Action;
  readonly earlier: Run | undefined;
  readonly entity: string;
}

function Form({ action, earlier, entity }: Props) {
  const [, navigate] = useLocation();
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  const { trigger, description } = action;
  if (trigger.type !== 'self-service') return <Failed error="This is an automation: it runs by itself." />;
  const { operation, blueprintIdentifier, userInputs, executeActionButtonText = 'Execute' } = trigger;
  const onDone = (run: Run) => {
    showToast({
      text: `${plain(nameOf(action))} was started.`,
      href: pageOf.run(run.id),
      link: 'Open the run',
    });
    // Who has gone on meanwhile is not called back.
    if (isHere.current) navigate(pageOf.actions);
  };
  return (
    <>
      <h1>{plain(nameOf(action))}</h1>
      {description !== undefined && <p class="muted">{plain(description)}</p>}
      {earlier && (
        <p class="note">
          Filled in with the inputs of <Link href={pageOf.run(earlier.id)}>{earlier.id}</Link>.
        </p>
      )}
      <ExecuteForm
        action={action.identifier}
        inputs={userInputs}
        entityOf={operation === 'CREATE' ? undefined : blueprintIdentifier}
        entity={earlier?.entity?.identifier ?? entity}
        given={earlier?.properties}
        buttonText={executeActionButtonText}
        onDone={onDone}
      />
    </>
  );
}

function nameOf({ title, identifier }: Action): string {
  return title ?? identifier;
}
