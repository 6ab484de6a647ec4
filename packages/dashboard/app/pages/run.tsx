import { useEffect, useState } from 'preact/hooks';
import { listAudits } from '../api/catalog.ts';
import type { Audit, RunAndRights } from '../api/types.ts';
import { type Loaded, useLoaded } from '../live/load.ts';
import type { RunLog } from '../log/run-log.ts';
import { LogViewer } from '../log/viewer.tsx';
import { Failed, Loading } from '../parts/notes.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { plain } from '../parts/plain.ts';
import { Tabs } from '../parts/tabs.tsx';
import { AffectedEntities } from '../run/affected.tsx';
import { Approvers } from '../run/approvers.tsx';
import { Breadcrumb } from '../run/breadcrumb.tsx';
import { RunButtons } from '../run/buttons.tsx';
import { RunDetails } from '../run/details.tsx';
import { useRun } from '../run/use-run.ts';
import { isOpen } from '../status/look.ts';

/** The page of one run. */
export function RunPage({ id }: { readonly id: string }) {
  const { loaded, log, tied, reload } = useRun(id);
  const audits = useAffected(id, tied);
  usePageTitle(titleOf(loaded, id));
  if (loaded.kind === 'loading') return <Loading what="the run" />;
  if (loaded.kind === 'failed') {
    return (
      <>
        <h1>Run {plain(id)}</h1>
        <Failed error={loaded.error} again={reload} />
      </>
    );
  }
  return <Shown of={loaded.value} {...{ log, audits, reload }} />;
}

interface Props {
  readonly of: RunAndRights;
  readonly log: RunLog;
  readonly audits: readonly [Loaded<readonly Audit[]>, () => void];
  readonly reload: () => void;
}

function Shown({ of, log, audits: [audits, again], reload }: Props) {
  const { run } = of;
  const affected = audits.kind === 'ready' ? audits.value.length : undefined;
  return (
    <article class="run-page">
      <Breadcrumb run={run} />
      <header class="title-row">
        <h1>{plain(run.action.title ?? run.action.identifier)}</h1>
        <RunButtons of={of} reload={reload} />
      </header>
      <RunDetails run={run} />
      {run.status === 'WAITING_FOR_APPROVAL' && <Approvers run={run} />}
      <Tabs
        label="Parts of the run"
        tabs={[
          { name: 'Log stream', content: <LogViewer run={run.id} log={log} isOpen={isOpen(run.status)} /> },
          {
            name: 'Affected entities',
            count: affected,
            content: <AffectedEntities loaded={audits} again={again} />,
          },
        ]}
      />
    </article>
  );
}

/** The records of the entities that the run affected, read again whenever there are more; those that were read stay meanwhile. */
function useAffected(id: string, tied: number): readonly [Loaded<readonly Audit[]>, () => void] {
  const [loaded, again] = useLoaded((signal) => listAudits({ run_id: id, resources: 'entity' }, signal), id);
  const [first] = useState(tied);
  useEffect(() => {
    if (tied !== first) again();
  }, [tied, first, again]);
  return [loaded, again];
}

function titleOf(loaded: Loaded<RunAndRights>, id: string): string {
  return loaded.kind === 'ready'
    ? `${loaded.value.run.action.title ?? loaded.value.run.action.identifier} ${id}`
    : id;
}
