import type { Check } from '../check/check.ts';
import { runExecuteAnswerChecks } from './run-execute-answer.ts';
import { runExecuteBodyChecks } from './run-execute-body.ts';
import { runExecuteSubjectChecks } from './run-execute-subject.ts';

export const runExecuteChecks: readonly Check[] = [
  ...runExecuteAnswerChecks,
  ...runExecuteBodyChecks,
  ...runExecuteSubjectChecks,
].toSorted((a, b) => a.id.localeCompare(b.id));
