import type { JsonObject, RunStatus } from '@berth/core';
import { inOneLine } from '../assertions/like.ts';
import type { Delivery } from '../backends/delivery.ts';
import type { Dispatcher } from '../backends/dispatcher.ts';
import { checkTweaks } from '../faults/check-tweaks.ts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { Chronicle, Timeline } from '../journal/chronicle.ts';
import { lastOf, section } from '../journal/section.ts';
import { accepted, type Call } from '../lanes/typed.ts';
import type { RunView } from '../run-view.ts';
import type { Activity } from '../time/activity.ts';
import { Unmet } from '../time/unmet.ts';
import type { WaitOptions, Waits } from '../time/waits.ts';
import type { RunLedger } from './ledger.ts';
import { checkUntil, isLost, isReached, reached, type Until, untilInWords } from './until.ts';

/** A run that a test follows. */
export interface RunHandle<P = JsonObject> {
  readonly id: string;
  /** How the run stands now. @throws Error when there is no such run */
  view(): RunView<P>;
  /**
   * Until it ends, or what else is said; of a run that has ended, its backend has then answered, too. Rejects at once when it ends
   * otherwise, with its timeline.
   */
  waitFor(until?: Until, options?: WaitOptions): Promise<RunView<P>>;
  timeline(): Timeline;
  /** Those that it went through, its first one included; of a run that the fake was put back to, from there on. */
  statuses(): readonly RunStatus[];
  /** As a user of that id or e-mail. Rejects with Port's own message when it is refused. */
  approve(by?: string, description?: string): Promise<void>;
  decline(by?: string, description?: string): Promise<void>;
  /** Has it delivered once more; the answer changes nothing about the run. */
  redeliver(tweaks?: DeliveryTweaks): Promise<Delivery>;
}

export interface HandleParts {
  readonly ledger: RunLedger;
  readonly activity: Activity;
  readonly chronicle: Chronicle;
  readonly waits: Waits;
  readonly call: Call;
  readonly dispatcher: Dispatcher;
  readonly view: (id: string) => RunView;
}

export function noRun(id: string): Error {
  return new Error(`There is no run ${id} in this fake Port`);
}

/** @param present the parts of the fake's world as it is whenever something is asked: it may be put back */
export function runHandle(present: () => HandleParts, id: string): RunHandle {
  const view = () => present().view(id);

  async function decide(status: 'APPROVE' | 'DECLINE', by = 'fake-approver', description?: string) {
    if (typeof by !== 'string' || by === '')
      throw new TypeError(`Who decides on a run is named by an id or an e-mail, not by ${inOneLine(by)}`);
    const caller = by.includes('@') ? { id: by, email: by } : { id: by };
    const body = { status, ...(description === undefined ? {} : { description }) };
    accepted(
      await present().call('PATCH', `/actions/runs/${id}/approval`, body, caller),
      `${status} of run ${id}`,
    );
  }

  return {
    id,
    view,
    timeline: () => {
      const { chronicle, ledger } = present();
      if (!ledger.run(id)) throw noRun(id);
      return chronicle.timeline(id);
    },
    statuses: () => {
      const { ledger } = present();
      if (!ledger.run(id)) throw noRun(id);
      return ledger.history.statuses(id);
    },
    approve: (by, description) => decide('APPROVE', by, description),
    decline: (by, description) => decide('DECLINE', by, description),
    waitFor: async (until = 'terminal', options = {}) => {
      checkUntil(until);
      const parts = present();
      const { ledger, chronicle, waits } = parts;
      const { action } = view();
      const words = () =>
        `Run ${id} of "${action}" is ${ledger.run(id)?.status} and was to ${untilInWords(until)}`;
      return waits.until(
        {
          get what() {
            return words();
          },
          run: id,
          check: () => {
            if (isReached(ledger, id, until, view)) return reached(parts, id);
            if (isLost(ledger, id))
              throw new Unmet(
                `${words()}.\n${section(`Timeline of run ${id}`, lastOf(chronicle.timeline(id)))}`,
              );
            return undefined;
          },
        },
        options,
      );
    },
    redeliver: async (tweaks = {}) => {
      checkTweaks(tweaks, (why) => {
        throw new TypeError(`run.redeliver: ${why}`);
      });
      const { ledger, dispatcher, waits } = present();
      const run = ledger.run(id);
      if (!run) throw noRun(id);
      let delivered: Delivery | undefined;
      let failed: { readonly error: unknown } | undefined;
      dispatcher.redeliver(run, tweaks).then(
        (delivery) => {
          delivered = delivery;
        },
        (error: unknown) => {
          failed = { error };
        },
      );
      return waits.until(
        {
          what: `The delivery of run ${id} was not answered`,
          run: id,
          check: () => {
            if (failed) throw failed.error;
            return delivered && { value: delivered };
          },
        },
        {},
      );
    },
  };
}
