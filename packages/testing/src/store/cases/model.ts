import type { Case } from '../case.ts';
import { drawSteps } from '../model/draw.ts';
import { play } from '../model/play.ts';

const SEED = 20_240_101;
const RUNS = 500;

export function model(it: Case): void {
  it('answers and holds what a plain model does, whatever is done to both', async ({ another, scaled }) => {
    const fc = await import('fast-check');
    const property = fc.asyncProperty(drawSteps(fc), (steps) => play(another(), steps));
    await fc.assert(property, { numRuns: scaled(RUNS), seed: SEED });
  }, 120_000);
}
