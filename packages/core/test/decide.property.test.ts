import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transitions } from '../src/run/transitions.ts';
import { occasion, runCommand, startRun } from './support/arbitraries.ts';
import { apply, started } from './support/fold.ts';

const step = fc.tuple(runCommand, occasion);
const life = fc.tuple(startRun, occasion, fc.array(step, { maxLength: 30 }));

describe('any life of a run', () => {
  it('folds without an exception, and never shows a status outside the table', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        let run = started(start, at);
        for (const [command, when] of steps) {
          run = apply(run, command, when).run;
          expect(Object.keys(transitions)).toContain(run.status);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for the same commands', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        const live = () =>
          steps.reduce((run, [command, when]) => apply(run, command, when).run, started(start, at));
        expect(live()).toEqual(live());
      }),
    );
  });

  it('moves status only along the table', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        let run = started(start, at);
        for (const [command, when] of steps) {
          const { run: next } = apply(run, command, when);
          if (next.status !== run.status) expect(transitions[run.status]).toContain(next.status);
          run = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is left exactly as it was by a refused command', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        let run = started(start, at);
        for (const [command, when] of steps) {
          const before = JSON.stringify(run);
          const outcome = apply(run, command, when);
          if (outcome.refused) expect(outcome.run).toBe(run);
          expect(JSON.stringify(run)).toBe(before);
          run = outcome.run;
        }
      }),
    );
  });

  it('ends for good: after the end every command is refused', () => {
    fc.assert(
      fc.property(
        startRun,
        occasion,
        fc.constantFrom('SUCCESS', 'FAILURE', 'DECLINED'),
        step,
        (start, at, end, [command, when]) => {
          const ended = { ...started(start, at), status: end };
          const { refused, run } = apply(ended, command, when);
          expect(refused).toBeDefined();
          expect(run).toBe(ended);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('moves updatedAt forward with every change and never otherwise, whatever the clock does', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        let run = started(start, at);
        for (const [command, when] of steps) {
          const { run: next } = apply(run, command, when);
          if (next === run) expect(next.updatedAt).toBe(run.updatedAt);
          else expect(next.updatedAt > run.updatedAt).toBe(true);
          expect(next.endedAt ?? next.updatedAt).toBe(next.updatedAt);
          run = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps who and what it was started as', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        const first = started(start, at);
        const last = steps.reduce((run, [command, when]) => apply(run, command, when).run, first);
        const { id, action, properties, source, createdAt, createdBy } = first;
        expect(last).toMatchObject({ id, action, properties, source, createdAt, createdBy });
      }),
    );
  });

  it('shows the last value of each key that was patched', () => {
    fc.assert(
      fc.property(life, ([start, at, steps]) => {
        let run = started(start, at);
        let expected: Record<string, unknown> = {};
        for (const [command, when] of steps) {
          const outcome = apply(run, command, when);
          run = outcome.run;
          if (outcome.refused) continue;
          if (command.type === 'update') {
            const { status: _, ...details } = command.patch;
            expected = { ...expected, ...details };
          }
          if (command.type === 'log' && command.statusLabel !== undefined) {
            expected = { ...expected, statusLabel: command.statusLabel };
          }
        }
        expect(run).toMatchObject(expected);
      }),
      { numRuns: 300 },
    );
  });
});
