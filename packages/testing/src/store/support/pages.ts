import type { Run, RunQuery, Store } from '@berth/core';

/** A list that has more pages than this goes round in circles. */
const MOST = 1000;

/** The ids of a list of runs, page by page; `between` happens after each page. */
export async function pages(
  store: Store,
  query: RunQuery,
  between: (page: readonly Run[]) => Promise<void> = async () => {},
): Promise<readonly (readonly string[])[]> {
  const seen: (readonly string[])[] = [];
  for (let after = query.after; ; ) {
    const { items, more } = await store.runs({ ...query, after });
    seen.push(items.map(({ id }) => id));
    if (!more) return seen;
    if (seen.length > MOST) throw new Error('there is no end to the pages');
    const last = items.at(-1);
    if (!last) throw new Error('a page that has more behind it is empty');
    after = { createdAt: last.createdAt, id: last.id };
    await between(items);
  }
}
