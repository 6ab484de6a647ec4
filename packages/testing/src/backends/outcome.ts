import type { Duration } from '../time/duration.ts';
import type { Backend, Outcome } from './script.ts';

/** What a script answers that never ends: nobody waits for it. */
export const NEVER: Outcome = Object.freeze({ kind: 'failure', label: 'never' });

interface Ending {
  /** Virtual time that it takes. */
  readonly after?: Duration;
  /** The run's label. */
  readonly label?: string;
  /** The last line of its log. */
  readonly message?: string;
}

/** Backends for tests that are not about what a backend does on its way. */
export const outcome = {
  /** Ends every run with SUCCESS. */
  success: (ending?: Ending) => ended('success', ending),
  /** Ends every run with FAILURE. */
  failure: (ending?: Ending) => ended('failure', ending),
  /** Takes the run and is not heard of again. */
  never: (): AnyBackend => () => NEVER,
  /** One after the other, a run each; the last one goes on for all that follow. */
  inOrder: (...backends: readonly [AnyBackend, ...AnyBackend[]]): AnyBackend => {
    let nth = -1;
    return (context) => {
      nth = Math.min(nth + 1, backends.length - 1);
      return backends[nth]?.(context);
    };
  },
};

// biome-ignore lint/suspicious/noExplicitAny: it looks at no input, so it does for every action
type AnyBackend = Backend<any>;

function ended(kind: Outcome['kind'], { after = 0, ...rest }: Ending = {}): AnyBackend {
  return async ({ sleep }) => {
    if (after !== 0) await sleep(after);
    return { kind, ...rest };
  };
}
