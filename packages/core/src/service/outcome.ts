import type { Result } from '../result.ts';
import type { Refusal } from './refusal.ts';

/** What a service answers with: a value, or why not. */
export type Outcome<T> = Promise<Result<T, Refusal>>;
