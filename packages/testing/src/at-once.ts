/** What a condition of a test says. A promise would be met at once, whatever comes of it. @throws TypeError */
export function atOnce(answer: unknown, what: string): boolean {
  if (typeof Object(answer).then === 'function')
    throw new TypeError(`${what} answers at once, so it cannot be async`);
  return Boolean(answer);
}
