import type { Check } from '../check/check.ts';
import { errorBodyChecks } from './error-body.ts';
import { errorEnvelopeChecks } from './error-envelope.ts';
import { errorHostileChecks } from './error-hostile.ts';
import { errorInputChecks } from './error-input.ts';

export const errorChecks: readonly Check[] = [
  ...errorEnvelopeChecks,
  ...errorBodyChecks,
  ...errorInputChecks,
  ...errorHostileChecks,
];
