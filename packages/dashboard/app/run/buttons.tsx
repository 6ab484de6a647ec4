import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { decide, withdraw } from '../api/runs.ts';
import type { RunAndRights } from '../api/types.ts';
import { pageOf } from '../parts/nav.ts';
import { Decision } from './decision.tsx';

type Deed = 'approve' | 'decline' | 'withdraw';

interface Props {
  readonly of: RunAndRights;
  readonly reload: () => void;
}

const questions = {
  approve: { title: 'Approve this run?', button: 'Approve', hasDescription: true },
  decline: { title: 'Decline this run?', button: 'Decline', hasDescription: true },
  withdraw: {
    title: 'Withdraw this run? It fails, and is never carried out.',
    button: 'Withdraw',
    hasDescription: false,
  },
};

/** One opening of a dialog: another one of the same question is another object. */
interface Asked {
  readonly about: Deed;
}

/** What may be done with a run by who looks at it. */
export function RunButtons({ of: { run, may }, reload }: Props) {
  const [asked, setAsked] = useState<Asked>();
  const ask = (about: Deed) => () => setAsked({ about });
  // A browser tells a while later that a dialog was closed: by then it may have been opened again.
  const close = (which: Asked) => setAsked((now) => (now === which ? undefined : now));
  const isWaiting = run.status === 'WAITING_FOR_APPROVAL';
  useFocusKept(isWaiting);
  const act = async (which: Asked, description: string) => {
    try {
      if (which.about === 'withdraw') await withdraw(run.id);
      else await decide(run.id, which.about === 'approve' ? 'APPROVE' : 'DECLINE', description);
      close(which);
    } finally {
      reload();
    }
  };
  return (
    <div class="buttons">
      {isWaiting && may.approve && (
        <>
          <button type="button" class="primary" onClick={ask('approve')}>
            Approve
          </button>
          <button type="button" class="danger" onClick={ask('decline')}>
            Decline
          </button>
        </>
      )}
      {isWaiting && (
        <button type="button" onClick={ask('withdraw')}>
          Withdraw
        </button>
      )}
      {may.rerun && (
        <Link class="button" href={pageOf.rerun(run.action.identifier, run.id)}>
          Re-run
        </Link>
      )}
      {asked !== undefined && (
        <Decision
          key={asked}
          {...questions[asked.about]}
          close={() => close(asked)}
          act={(description) => act(asked, description)}
        />
      )}
    </div>
  );
}

/** The buttons of a decision go when it is made, by whomever: whoever was on one of them must not begin at the top again. */
function useFocusKept(isWaiting: boolean): void {
  const was = useRef(isWaiting);
  useEffect(() => {
    const isLost = was.current && !isWaiting && document.activeElement === document.body;
    if (isLost) document.getElementById('content')?.focus({ preventScroll: true });
    was.current = isWaiting;
  }, [isWaiting]);
}
