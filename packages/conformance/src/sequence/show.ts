import type { Op } from '../model/op.ts';
import type { Outcome } from '../model/outcome.ts';

/** A call as people write it: `PATCH r0 {"statusLabel":"a"}`. */
export function showCall(op: Op): string {
  switch (op.call) {
    case 'create':
      return `execute ${op.run} ${JSON.stringify({ properties: op.properties })}`;
    case 'patch':
      return `PATCH ${op.run} ${JSON.stringify(op.body)}`;
    case 'log':
      return `POST ${op.run}/logs ${JSON.stringify(op.body)}`;
    case 'tie':
      return `${op.change} entity ${op.entity} under ${op.run}`;
    case 'get':
      return `GET ${op.run}`;
    case 'logs':
      return `GET ${op.run}/logs`;
    case 'affected':
      return `GET audit log of ${op.run}`;
    case 'list':
      return 'GET active runs';
  }
}

/** What came of it, in a word: `200`, or that nobody knows. */
export function showOutcome(outcome: Outcome): string {
  return outcome.kind === 'unknown' ? 'no telling answer' : String(outcome.status);
}
