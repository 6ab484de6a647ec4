/** What is waited for does not come. Where that is found out, time is being moved, so it points to where the wait began. */
export class Unmet extends Error {
  /** @param began made there, without a message */
  from(began: Error): this {
    const [, ...frames] = (began.stack ?? '').split('\n');
    this.stack = [`${this.name}: ${this.message}`, ...frames].join('\n');
    return this;
  }
}
