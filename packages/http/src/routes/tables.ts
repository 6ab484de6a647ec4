import { matcher } from '../protocol/match.ts';
import type { Route } from './route.ts';
import { routes } from './table.ts';

/** All APIs of a process share one of these, since a test may make a thousand; each is made when it is first asked for. */
export const tableWithTokens = tableOf(routes);
export const tableWithoutTokens = tableOf(
  routes.filter(({ operation }) => operation !== 'createAccessToken'),
);

interface Table {
  readonly served: readonly Route[];
  readonly find: ReturnType<typeof matcher<Route>>;
}

function tableOf(served: readonly Route[]): () => Table {
  let table: Table | undefined;
  return () => {
    table ??= { served, find: matcher(served) };
    return table;
  };
}
