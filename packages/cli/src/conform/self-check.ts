import { selfCheck as check } from '@berth/conformance/self-check';
import { optionsOf } from '../usage.ts';
import { fakeTarget } from './fake-target.ts';

/** `berth conform self-check`: shows that the checks can fail, on mutants of the fake Port. */
export async function selfCheck(args: readonly string[]): Promise<number> {
  optionsOf(args, {});
  const { isTTY } = process.stderr;
  const { falseAlarms, mutants, unproven } = await check(fakeTarget, (done, total, about) => {
    if (isTTY) process.stderr.write(`\r\u001b[2Kmutants ${done}/${total} ${about}`);
  });
  if (isTTY) process.stderr.write('\r\u001b[2K');
  for (const { name, caughtBy, missedBy } of mutants) {
    const missed = missedBy.length > 0 ? `   MISSED BY ${missedBy.join(', ')}` : '';
    console.log(`${name.padEnd(28)} ${caughtBy.join(', ')}${missed}`);
  }
  for (const { profile, id, message } of falseAlarms)
    console.log(`FALSE ALARM ${id} (${profile}): ${message}`);
  const missed = mutants.filter(({ missedBy }) => missedBy.length > 0);
  console.log(
    `${mutants.length - missed.length} of ${mutants.length} mutants caught by every requirement that claims to; ${falseAlarms.length} false alarms`,
  );
  console.log(`unproven MUST: ${unproven.length}${unproven.length > 0 ? ` (${unproven.join(', ')})` : ''}`);
  return missed.length > 0 || falseAlarms.length > 0 ? 1 : 0;
}
