const SPREAD = /^\{\{\s*spreadValue\(\s*\)\s*\}\}$/;

/** Whether the value at this key is an object whose pairs take the place of this one. */
export function isSpread(key: string): boolean {
  return SPREAD.test(key.trim());
}
