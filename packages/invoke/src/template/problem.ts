/** Why a template has no value. */
export interface TemplateProblem {
  readonly message: string;
}
