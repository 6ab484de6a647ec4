import type { CatalogRefusal } from '../catalog/refusal.ts';
import type { InvocationRefusal } from '../invocation/invoker.ts';
import type { RunRefusal } from '../run/refusal.ts';

/** Everything that a service may refuse, as values. What each looks like to a client is the edge's affair. */
export type Refusal =
  | RunRefusal
  | InvocationRefusal
  | CatalogRefusal
  | { readonly code: 'not_self_service'; readonly action: string }
  | { readonly code: 'entity_required'; readonly action: string }
  | { readonly code: 'condition_not_met'; readonly action: string; readonly entity: string }
  | { readonly code: 'inputs_invalid'; readonly action: string; readonly problem: string }
  | { readonly code: 'run_as_needs_machine' }
  | { readonly code: 'blueprint_closing'; readonly blueprint: string }
  | { readonly code: 'already_acknowledged'; readonly run: string }
  | { readonly code: 'key_reused' }
  | { readonly code: 'contended' };
