import type { Run } from '../api/types.ts';
import { plain } from '../parts/plain.ts';
import { StatusIcon } from './icon.tsx';
import { lookOf } from './look.ts';

/** A run's status; its label, where it has one, in the colours of the status. */
export function StatusBadge({
  run: { status, statusLabel },
}: {
  readonly run: Pick<Run, 'status' | 'statusLabel'>;
}) {
  const { tone, icon, words } = lookOf(status);
  return (
    <span class={`badge tone-${tone}`}>
      <StatusIcon name={icon} />
      {statusLabel ? (
        <span class="badge-words" title={plain(statusLabel)}>
          <span class="unseen">{words}: </span>
          {plain(statusLabel)}
        </span>
      ) : (
        <span class="badge-words">{words}</span>
      )}
    </span>
  );
}
