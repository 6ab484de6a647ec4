import type { OpenedStore, StoreRunner } from './describe-store.ts';
import { opener } from './opener.ts';
import { subjects } from './subjects.ts';

export function declareCases(open: () => Promise<OpenedStore>, runner: StoreRunner): void {
  const opened = opener(open, runner);
  for (const { about, cases } of subjects) runner.describe(about, () => cases(opened.it));
}
