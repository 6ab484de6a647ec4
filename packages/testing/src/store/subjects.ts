import type { Case } from './case.ts';
import { makingRuns } from './cases/making-runs.ts';

interface Subject {
  readonly about: string;
  readonly cases: (it: Case) => void;
}

export const subjects: readonly Subject[] = [{ about: 'a run that is made', cases: makingRuns }];
