/** The table of routes and what finds one in it, for whoever tells requests apart beside answering them. */
export type { Route } from './routes/route.ts';
export { routes } from './routes/table.ts';
export { tableWithTokens } from './routes/tables.ts';
