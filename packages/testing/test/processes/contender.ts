import { argv } from 'node:process';
import { serviceOver } from '../../src/store/support/services.ts';
import { openStore } from './open-store.ts';
import { report, whenAllAreReady } from './report.ts';

/** Wants to end every run, eight times over and each time in another way, while others want the same. */
const [, , where = '', name = '', count = '0'] = argv;
const CONTENDERS = 8;
const RUNS_AT_ONCE = 10;

const store = await openStore(where);
const { runs } = serviceOver(store, name);

/** Whether this contender was the one. */
async function end(run: string, contender: number): Promise<boolean> {
  const by = { id: `${name}_${contender}` };
  const words = `${run} by ${by.id}`;
  const status = contender % 4 < 2 ? 'SUCCESS' : 'FAILURE';
  const answer =
    contender % 2 === 0
      ? await runs.update(by, run, { status, summary: words, statusLabel: words })
      : await runs.log(by, run, { message: words, terminationStatus: status, statusLabel: words });
  if (!answer.ok && answer.error.code !== 'run_ended') throw new Error(JSON.stringify(answer.error));
  return answer.ok;
}

await whenAllAreReady();
const won: string[] = [];
const refused: string[] = [];
let next = 0;
const worker = async () => {
  while (next < Number(count)) {
    const run = `r_${next}`;
    next += 1;
    const outcomes = await Promise.all(
      Array.from({ length: CONTENDERS }, (_, contender) => end(run, contender)),
    );
    for (const [contender, winner] of outcomes.entries())
      (winner ? won : refused).push(`${run} by ${name}_${contender}`);
  }
};
await Promise.all(Array.from({ length: RUNS_AT_ONCE }, worker));
await store.close();
report({ won, refused: refused.length });
