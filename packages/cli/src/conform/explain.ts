import { findRequirement } from '@berth/conformance';
import { explain as explained } from '@berth/conformance/self-check';
import { UsageError } from '../usage.ts';

/** `berth conform explain RUN-PATCH-008`. */
export function explain(args: readonly string[]): number {
  if (args.length === 0)
    throw new UsageError('berth conform explain takes the id of a requirement: see "berth conform list"');
  for (const arg of args) {
    const requirement = findRequirement(arg.toUpperCase());
    if (!requirement) throw new UsageError(`there is no requirement "${arg}": see "berth conform list"`);
    console.log(explained(requirement));
  }
  return 0;
}
