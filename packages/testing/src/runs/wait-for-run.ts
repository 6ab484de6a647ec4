import { checkRunQuery, isAsked, type RunQuery } from '../run-query.ts';
import type { RunView } from '../run-view.ts';
import type { Activity } from '../time/activity.ts';
import { Unmet } from '../time/unmet.ts';
import type { WaitOptions, Waits } from '../time/waits.ts';
import type { RunLedger } from './ledger.ts';
import { checkUntil, isLost, isReached, reached, type Until, untilInWords } from './until.ts';

interface Parts {
  readonly ledger: RunLedger;
  readonly activity: Activity;
  readonly waits: Waits;
  readonly view: (id: string) => RunView;
}

/** Waits for a run that may not be there yet. */
export async function waitForRun(
  { ledger, activity, waits, view }: Parts,
  query: RunQuery,
  until: Until,
  options: WaitOptions | undefined,
): Promise<RunView> {
  checkUntil(until);
  checkRunQuery(query);
  const words = () => {
    const found = ledger.all().filter((run) => isAsked(run, query));
    const stand = found.map(({ id, status }) => `${id} is ${status}`).join(', ');
    return `Of the runs with ${JSON.stringify(query)} one was to ${untilInWords(until)} (${stand || 'there is none'})`;
  };
  return waits.until(
    {
      get what() {
        return words();
      },
      check: () => {
        const found = ledger.all().filter((run) => isAsked(run, query));
        const first = found.find(({ id }) => isReached(ledger, id, until, () => view(id)));
        if (first) return reached({ ledger, activity, view }, first.id);
        // Those that there are have all ended otherwise.
        if (found.length > 0 && found.every(({ id }) => isLost(ledger, id))) throw new Unmet(words());
        return undefined;
      },
    },
    options,
  );
}
