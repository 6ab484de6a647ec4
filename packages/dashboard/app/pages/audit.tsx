import { useState } from 'preact/hooks';
import { listAudits } from '../api/catalog.ts';
import { useLoaded } from '../live/load.ts';
import { Empty, Failed, Loading } from '../parts/notes.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Tabs } from '../parts/tabs.tsx';
import { AuditTable } from '../run/audit-table.tsx';
import { RunsHistory } from '../runs/history.tsx';

/** Everything that was changed, and every run. */
export function AuditPage() {
  usePageTitle('Audit log');
  return (
    <div class="fill">
      <h1>Audit log</h1>
      <Tabs
        label="Parts of the audit log"
        tabs={[
          { name: 'Records', content: <Records /> },
          { name: 'Runs', content: <RunsHistory label="Runs" /> },
        ]}
      />
    </div>
  );
}

/** Records that are asked for: a page is no archive. */
const MOST = 200;

const KINDS = ['entity', 'run', 'action', 'blueprint'];

function Records() {
  const [kind, setKind] = useState('');
  const filters = { limit: MOST, ...(kind === '' ? {} : { resources: kind }) };
  const [loaded, again] = useLoaded((signal) => listAudits(filters, signal), kind);
  return (
    <div class="history">
      <div class="toolbar">
        <label class="inline">
          Kind
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">Any</option>
            {KINDS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={again}>
          Refresh
        </button>
        {loaded.kind === 'ready' && (
          <p class="progress">The newest {loaded.value.length.toLocaleString('en')} records</p>
        )}
      </div>
      {loaded.kind === 'loading' && <Loading what="the audit log" />}
      {loaded.kind === 'failed' && <Failed error={loaded.error} again={again} />}
      {loaded.kind === 'ready' && loaded.value.length === 0 && <Empty>No record yet.</Empty>}
      {loaded.kind === 'ready' && loaded.value.length > 0 && (
        <AuditTable label="Audit log" audits={loaded.value} isOfEntities={false} />
      )}
    </div>
  );
}
