import type { Json, Result } from '@berth/core';

/** What is bounded, so that no template can hold up or wear out whoever evaluates it. */
export type Limit = 'expressions' | 'depth' | 'program' | 'input' | 'output' | 'time' | 'memory';

/** Why a template has no value. */
export interface TemplateProblem {
  /** What it breaks: how templates are written, what jq accepts, or a limit. */
  readonly rule: 'braces' | 'object key' | 'spread value' | 'compilation' | Limit;
  /** For people. */
  readonly message: string;
}

/** The value of a template or of a jq program; undefined where it evaluates to nothing. */
export type Evaluated = Result<Json | undefined, TemplateProblem>;
