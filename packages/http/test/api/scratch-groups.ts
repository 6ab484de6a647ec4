export { authCases } from './cases/auth.ts';
export { entityTieCases } from './cases/entity-tie.ts';
export { auditCases } from './cases/audit.ts';
