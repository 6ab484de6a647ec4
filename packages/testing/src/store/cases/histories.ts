import type { Case } from '../case.ts';
import { expectExplained } from '../history/expect-explained.ts';

export function histories(it: Case): void {
  it('are explained by some order of the requests, whatever six clients do to a run', async ({
    store,
    again,
  }) => {
    await expectExplained(store, again());
  }, 120_000);
}
