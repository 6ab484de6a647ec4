import { operationIds } from '../journal/operations.ts';
import { statuses } from '../runs/statuses.ts';
import { inOneLine, isAsymmetric } from './like.ts';

// What is misspelt is never there, so its negation would always hold; nothing at all would be taken for anything.

const operations: ReadonlySet<unknown> = new Set(Object.values(operationIds));

/** @throws TypeError for what is no status of a run */
export function checkStatus(status: unknown): void {
  if (!statuses.some((each) => each === status)) throw refusal(`one of ${statuses.join(', ')}`, status);
}

/** @throws TypeError for what no text can be compared with */
export function checkText(text: unknown): void {
  if (typeof text !== 'string' && !(text instanceof RegExp) && !isAsymmetric(text))
    throw refusal('a text or an expression', text);
}

/** @throws TypeError for what is no list, or holds what `check` refuses */
export function checkEach(list: unknown, check: (item: unknown) => void): void {
  if (!Array.isArray(list)) throw refusal('a list', list);
  for (const item of list) check(item);
}

/** @throws TypeError for a name that is none */
export function checkName(name: unknown): void {
  if (typeof name !== 'string') throw refusal('a name', name);
}

/** @throws TypeError for anything but a label to look for */
export function checkOutcome(options: unknown): void {
  if (typeof options !== 'object' || options === null || Object.keys(options).some((key) => key !== 'label'))
    throw refusal('{ label }', options);
  if ('label' in Object(options) && Object(options).label !== undefined) checkText(Object(options).label);
}

/** @throws TypeError for what is no operation of Port */
export function checkOperation(op: unknown): void {
  if (!operations.has(op)) throw refusal(`one of ${[...operations].join(', ')}`, op);
}

/** @throws TypeError for what is no whole number, 0 or more */
export function checkTimes(times: unknown): void {
  if (!Number.isInteger(times) || Number(times) < 0) throw refusal('a whole number, 0 or more', times);
}

function refusal(what: string, given: unknown): TypeError {
  return new TypeError(`This assertion expects ${what}; it was given ${inOneLine(given)}`);
}
