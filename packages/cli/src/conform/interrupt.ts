/** The first Ctrl-C ends the session, which cleans up after itself; the second ends the process and says what to do. */
export function onInterrupt(journal: string | undefined): { readonly signal: AbortSignal; over(): void } {
  const controller = new AbortController();
  const interrupted = () => {
    if (controller.signal.aborted) {
      const how = journal === undefined ? '' : `; clean up with: berth conform cleanup --journal ${journal}`;
      console.error(`\nberth: stopped at once${how}`);
      process.exit(3);
    }
    console.error('\nberth: interrupted; cleaning up (once more to stop at once)');
    controller.abort();
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  return {
    signal: controller.signal,
    over: () => {
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
    },
  };
}
