export function isCount(count: unknown, from: number): boolean {
  return typeof count === 'number' && Number.isInteger(count) && count >= from;
}
