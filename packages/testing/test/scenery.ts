/** Actions that most tests want: one for workers, one by webhook, one whose answer is its end. */
export const deploy = { identifier: 'deploy' } as const;
export const hook = webhook('hook', {});
export const sync = webhook('sync', { synchronized: true });

function webhook<I extends string>(identifier: I, how: object) {
  return {
    identifier,
    userInputs: { properties: { name: { type: 'string' } } },
    invocationMethod: { type: 'WEBHOOK', url: `http://app.test/${identifier}`, ...how },
  } as const;
}

/** What was thrown, as a message. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => 'nothing was thrown',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return outcome;
}
