export { bodyCases } from './cases/body.ts';
export { errorCases } from './cases/error.ts';
export { limitCases } from './cases/limit.ts';
