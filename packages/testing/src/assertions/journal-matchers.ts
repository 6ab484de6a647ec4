import type { OperationId } from '../journal/operations.ts';
import { printed } from '../journal/printed.ts';
import { checkName, checkOperation, checkTimes } from './expectations.ts';
import { inOneLine, unlike } from './like.ts';
import type { Exchange, JournalSubject } from './subjects.ts';
import { type Finding, onJournal } from './verdict.ts';

/** What went to Port and from it. */
export const journalMatchers = {
  /** Port was asked for this, with a body like this one: what is not named in it may be anything. */
  toHaveReceivedRequest: onJournal((journal, op: OperationId, like?: object) =>
    held(journal, requestsOf(journal, op), `have received a request ${op}`, like),
  ),

  /** Port was asked for this so many times. */
  toHaveReceivedRequestTimes: onJournal((journal, op: OperationId, times: number): Finding => {
    checkTimes(times);
    const actual = requestsOf(journal, op).length;
    return {
      pass: actual === times,
      claim: `have received ${times} of ${op}`,
      fact: `it received ${actual}`,
      expected: times,
      actual,
      isOpen: hasDropped(journal),
    };
  }),

  /** A run of this action was delivered to its backend, with a body like this one. */
  toHaveDelivered: onJournal((journal, action: string, like?: object) => {
    checkName(action);
    const deliveries = journal
      .all()
      .filter((each) => each.direction === 'delivery' && each.action === action);
    return held(journal, deliveries, `have delivered a run of ${JSON.stringify(action)}`, like);
  }),

  /** Nobody asked Port for what it does not know, or for what it must refuse. */
  toHaveNoViolations: onJournal((journal): Finding => {
    const actual = journal.violations().map(({ code, message }) => `${code}: ${message}`);
    return {
      pass: actual.length === 0,
      claim: 'be free of violations',
      fact: actual.length === 0 ? 'there are none' : `there are:${listed(actual)}`,
      expected: [],
      actual,
    };
  }),
};

function requestsOf(journal: JournalSubject, op: OperationId): readonly Exchange[] {
  checkOperation(op);
  return journal.all().filter((exchange) => exchange.direction === 'api' && exchange.op === op);
}

function hasDropped({ dropped = 0 }: JournalSubject): boolean {
  return dropped > 0;
}

function held(
  journal: JournalSubject,
  exchanges: readonly Exchange[],
  claim: string,
  like: object | undefined,
): Finding {
  const bodies = exchanges.map(({ request }) => request.body);
  const compared = exchanges.map(({ seq, request }) => ({
    seq,
    wrong: like === undefined ? [] : unlike(request.body, like),
  }));
  const [nearest] = [...compared].sort((one, other) => distance(one.wrong) - distance(other.wrong));
  const pass = nearest?.wrong.length === 0;
  return {
    pass,
    claim: like === undefined ? claim : `${claim} with a body like ${inOneLine(like)}`,
    fact: nearest === undefined ? 'there is none' : told(nearest),
    expected: like,
    actual: pass || bodies.length !== 1 ? bodies : bodies[0],
    isOpen: !pass && hasDropped(journal),
  };
}

/** How far a body is from what is expected: what it says otherwise is nearer than what it does not say at all. */
function distance(wrong: readonly string[]): number {
  return wrong.length + wrong.filter((each) => each.endsWith(' is undefined')).length / (wrong.length + 1);
}

function told({ seq, wrong }: { readonly seq: number; readonly wrong: readonly string[] }): string {
  return wrong.length === 0 ? `#${seq} is one` : `of the nearest, #${seq}, ${wrong.join(', ')}`;
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `\n  ${printed(line)}`).join('');
}
