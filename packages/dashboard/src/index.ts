export { type DashboardOptions, dashboard } from './dashboard.ts';
