/** A property of the caller's `_user` entity, or of the `_team` entities of the caller's teams. */
export interface ContextualProperty {
  readonly property: string;
  readonly context: 'user' | 'userTeams';
}

export type PropertyReference = string | ContextualProperty;

type Scalar = null | string | number | boolean;

export type DatePreset =
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'lastDay'
  | 'lastWeek'
  | 'last2Weeks'
  | 'lastMonth'
  | 'last3Months'
  | 'last6Months'
  | 'last12Months';

interface DateRule {
  readonly property: PropertyReference;
  readonly operator: 'between' | 'notBetween' | '=';
  readonly value:
    | { readonly from: string; readonly to: string }
    | { readonly preset: DatePreset }
    | ContextualProperty;
}

interface EmptyRule {
  readonly property: string;
  readonly operator: 'isEmpty' | 'isNotEmpty';
}

interface NumberRule {
  readonly property: PropertyReference;
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly value: number | string | ContextualProperty;
}

interface ExpiredRule {
  readonly property: string;
  readonly operator: 'isExpired' | 'isNotExpired';
}

interface StringRule {
  readonly property: PropertyReference;
  readonly operator:
    | '='
    | '!='
    | 'contains'
    | 'containsAny'
    | 'doesNotContains'
    | 'beginsWith'
    | 'doesNotBeginsWith'
    | 'endsWith'
    | 'doesNotEndsWith'
    | 'in'
    | 'notIn';
  readonly value: Scalar | readonly string[] | readonly number[] | readonly boolean[] | ContextualProperty;
}

export interface RelatedToRule {
  readonly operator: 'relatedTo';
  readonly blueprint: string;
  readonly value: string | readonly string[];
  readonly direction?: Direction;
  readonly required?: boolean;
}

export type Direction = 'upstream' | 'downstream';

export interface PropertySchema {
  readonly type: string;
  readonly format?: string;
  readonly items?: { readonly type: string; readonly format?: string };
}

export interface PropertySchemaRule {
  readonly propertySchema: PropertySchema;
  readonly operator: '=' | '!=' | 'contains';
  readonly value?: Scalar;
}

interface MatchAnyRule {
  readonly property: PropertyReference;
  readonly operator: 'matchAny';
  readonly value: string | readonly string[] | ContextualProperty;
}

export type PathStep = string | { readonly relation?: string; readonly maxHops?: number };

export interface PathRule {
  readonly property: { readonly path: readonly PathStep[]; readonly fromBlueprint?: string };
  readonly operator: 'matchAny';
  readonly value: string | readonly string[] | ContextualProperty;
}

/** A rule that compares one value of an entity. */
export type ComparisonRule = DateRule | EmptyRule | NumberRule | ExpiredRule | StringRule | MatchAnyRule;

export type SearchRule = ComparisonRule | RelatedToRule | PropertySchemaRule | PathRule;

export interface SearchQuery {
  readonly combinator: 'and' | 'or';
  readonly rules: readonly (SearchRule | SearchQuery)[];
}
