import type { Check } from '../check/check.ts';
import { runPatchAnswerChecks } from './run-patch-answer.ts';
import { runPatchDetailChecks } from './run-patch-details.ts';
import { runPatchOverrideChecks } from './run-patch-override.ts';
import { runPatchRefusedChecks } from './run-patch-refused.ts';
import { runPatchTextChecks } from './run-patch-text.ts';

export const runPatchChecks: readonly Check[] = [
  ...runPatchDetailChecks,
  ...runPatchOverrideChecks,
  ...runPatchRefusedChecks,
  ...runPatchAnswerChecks,
  ...runPatchTextChecks,
].toSorted((a, b) => a.id.localeCompare(b.id));
