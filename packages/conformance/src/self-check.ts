export { explain } from './catalogue/explain.ts';
export { type Mutant, mutants } from './mutants/index.ts';
export { type SelfChecked, selfCheck } from './mutants/self-check.ts';
export { referenceTarget } from './reference/reference-target.ts';
