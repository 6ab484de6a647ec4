import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';
import type { Start } from './trial.ts';

/** A lab whose next requests wait for each other and then leave together; those after them go as they come. */
export interface StartingGate {
  readonly lab: Lab;
  readonly start: Start;
  /** One of those that left together was over a rate limit, which says nothing of the race. */
  readonly limited: boolean;
}

interface Waiting {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

export function startingGate(lab: Lab): StartingGate {
  let expected = 0;
  let waiting: Waiting[] = [];
  let limited = false;

  async function open(all: readonly Waiting[]): Promise<void> {
    try {
      const answers = await lab.together(all.map(({ call }) => call));
      limited = answers.some(({ status }) => status === 429);
      for (const [at, { resolve, reject }] of all.entries()) {
        const answer = answers[at];
        if (answer) resolve(answer);
        else reject(new Error('fewer answers than calls'));
      }
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  const request: Lab['request'] = (method, path, options) => {
    if (expected === 0) return lab.request(method, path, options);
    expected -= 1;
    return new Promise((resolve, reject) => {
      waiting.push({ call: { method, path, ...options }, resolve, reject });
      if (expected > 0) return;
      const all = waiting;
      waiting = [];
      void open(all);
    });
  };

  return {
    lab: { ...lab, request },
    get limited() {
      return limited;
    },
    start: async (clients) => {
      expected = clients.length;
      await allOver(clients);
    },
  };
}

/** Waits for all of them, also when one ends early. */
export async function allOver(clients: readonly (() => Promise<void>)[]): Promise<void> {
  const ends = await Promise.allSettled(clients.map((client) => client()));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
