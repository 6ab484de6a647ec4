import { approvers } from '../api/runs.ts';
import type { Run } from '../api/types.ts';
import { useLoaded } from '../live/load.ts';
import { plain } from '../parts/plain.ts';

const words = { APPROVED: 'approved', DECLINED: 'declined', PENDING: 'is asked' };

/** Who may say a word on a run that waits for it, and who has. */
export function Approvers({ run }: { readonly run: Run }) {
  const [loaded] = useLoaded((signal) => approvers(run.id, signal), `${run.id} ${run.updatedAt}`);
  if (loaded.kind !== 'ready' || loaded.value.length === 0) return null;
  return (
    <section class="box" aria-label="Approvers">
      <ul class="approvers">
        {loaded.value.map(({ userId, state, description }) => (
          <li key={userId}>
            <strong>{plain(userId)}</strong> {words[state]}
            {description !== null && `: ${plain(description)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
