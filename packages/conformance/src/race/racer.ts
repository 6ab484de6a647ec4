import fc from 'fast-check';
import type { Lab } from '../lab/lab.ts';
import type { Rules } from '../model/state.ts';
import type { Conditions, Target } from '../target/target.ts';
import { apartLab } from './apart.ts';
import type { RaceProgram } from './program.ts';
import { startingGate } from './starting-gate.ts';
import { storeGate } from './store-gate.ts';
import { performTrial, type Trial } from './trial.ts';

/** One way of racing a program on a target. */
export interface Racer {
  readonly inProcess: boolean;
  /** Performs the program of this number up to so many times, until told to stop. */
  trials(
    program: RaceProgram,
    number: number,
    count: number,
    visit: (trial: Trial) => boolean,
  ): Promise<void>;
}

const LIMITED_PAUSE = 1_000;
const LIMITED_TRIES = 3;

/** From outside: what is first of each client leaves at the same moment, and the rest is left to chance. */
export function outsideRacer(labFor: (purpose: string) => Promise<Lab>, rules: Rules): Racer {
  async function once(program: RaceProgram, number: number): Promise<Trial> {
    const lab = await labFor(`race ${number}`);
    for (let tries = 1; ; tries += 1) {
      const gate = startingGate(lab);
      const trial = await performTrial(gate.lab, program, rules, gate.start);
      if (!gate.limited) return trial;
      if (tries >= LIMITED_TRIES)
        return { ...trial, untestable: 'calls sent at once are over the target’s rate limit' };
      await lab.pause(tries * LIMITED_PAUSE);
    }
  }
  return {
    inProcess: false,
    trials: async (program, number, count, visit) => {
      for (let made = 0; made < count; made += 1) if (visit(await once(program, number))) return;
    },
  };
}

/** In the same process: the order of all calls of the store is drawn, and drawn again from the same seed. */
export function storeRacer(
  lab: Lab,
  open: (conditions: Conditions) => Promise<Target>,
  rules: Rules,
  seed: number,
): Racer & { close(): Promise<void> } {
  const gate = storeGate();
  let opened: Promise<{ target: Target; lab: Lab }> | undefined;
  const apart = async () => {
    const target = await open({ aroundStore: gate.around });
    return { target, lab: apartLab(lab, target) };
  };
  const close = async () => {
    const before = await opened;
    opened = undefined;
    await before?.target.close?.();
  };

  return {
    inProcess: true,
    close,
    trials: async (program, number, count, visit) => {
      let over = false;
      const race = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        if (over) return;
        opened ??= apart();
        const { lab } = await opened;
        const trial = await performTrial(lab, program, rules, gate.start(scheduler));
        // What a target is like after a call that it never answered nobody knows.
        if (trial.history.some(({ outcome }) => outcome.kind === 'unknown')) await close();
        over = visit(trial);
      });
      const { errorInstance } = await fc.check(race, {
        seed: seed + number,
        numRuns: count,
        endOnFailure: true,
      });
      if (errorInstance) throw errorInstance;
    },
  };
}
