const ofThisMachine = /^https?:\/\/(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Any site that somebody visits may post to this machine, though it cannot read the answer. What is no browser sends no origin.
 * @throws Error for a page of elsewhere
 */
export function checkOrigin(origin: string | undefined): void {
  if (origin === undefined || ofThisMachine.test(origin)) return;
  throw new Error(`Controls are not for pages of other sites, and this request comes from one at ${origin}`);
}
