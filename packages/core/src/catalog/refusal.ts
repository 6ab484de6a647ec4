export type Resource = 'run' | 'action' | 'blueprint' | 'entity';

/** Why the catalog takes no such command. */
export type CatalogRefusal =
  | { readonly code: 'not_found'; readonly resource: Resource; readonly identifier: string }
  | { readonly code: 'identifier_taken'; readonly resource: Resource; readonly identifier: string }
  | { readonly code: 'identifier_fixed'; readonly resource: Resource; readonly identifier: string }
  | { readonly code: 'protected'; readonly resource: Resource; readonly identifier: string }
  | {
      readonly code: 'schema_flawed';
      readonly resource: 'action' | 'blueprint';
      readonly identifier: string;
      readonly problem: string;
    }
  | { readonly code: 'properties_invalid'; readonly blueprint: string; readonly problem: string }
  | { readonly code: 'team_inherited'; readonly blueprint: string }
  | { readonly code: 'relation_unknown'; readonly blueprint: string; readonly relation: string }
  | { readonly code: 'relation_fixed'; readonly blueprint: string; readonly relation: string }
  | { readonly code: 'relation_required'; readonly blueprint: string; readonly relation: string }
  | { readonly code: 'relation_not_many'; readonly blueprint: string; readonly relation: string }
  | { readonly code: 'relation_target_missing'; readonly target: string; readonly identifier: string }
  | {
      readonly code: 'has_dependents';
      readonly resource: Resource;
      readonly identifier: string;
      readonly dependents: readonly string[];
    };
