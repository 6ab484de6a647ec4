/** A journal that holds nothing by mistake would have seen nothing. @throws TypeError */
export function checkMax(max: unknown): void {
  if (max === undefined || (Number.isInteger(max) && Number(max) >= 0)) return;
  throw new TypeError(`createFakePort: "journal.max" is a whole number, 0 or more, not ${String(max)}`);
}
