import type { Audit } from '../api/types.ts';
import type { Loaded } from '../live/load.ts';
import { Empty, Failed, Loading } from '../parts/notes.tsx';
import { AuditTable } from './audit-table.tsx';

interface Props {
  readonly loaded: Loaded<readonly Audit[]>;
  readonly again: () => void;
}

/** The entities that were created, updated or deleted in the name of a run. */
export function AffectedEntities({ loaded, again }: Props) {
  if (loaded.kind === 'loading') return <Loading what="the affected entities" />;
  if (loaded.kind === 'failed') return <Failed error={loaded.error} again={again} />;
  if (loaded.value.length === 0) return <Empty>This run has affected no entity.</Empty>;
  return <AuditTable label="Affected entities" audits={loaded.value} isOfEntities />;
}
