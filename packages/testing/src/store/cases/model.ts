import fc from 'fast-check';
import type { Case } from '../case.ts';
import { steps } from '../model/draw.ts';
import { play } from '../model/play.ts';

const SEED = 20_240_101;
const RUNS = 500;

export function model(it: Case): void {
  it('answers and holds what a plain model does, whatever is done to both', async ({ another, scaled }) => {
    const property = fc.asyncProperty(steps, (list) => play(another(), list));
    await fc.assert(property, { numRuns: scaled(RUNS), seed: SEED });
  }, 120_000);
}
