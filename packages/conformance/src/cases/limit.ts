import type { Check } from '../check/check.ts';
import { limitRateChecks } from './limit-rate.ts';
import { limitSizeChecks } from './limit-size.ts';

export const limitChecks: readonly Check[] = [...limitSizeChecks, ...limitRateChecks];
