import { basePath } from './base.ts';

const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;

/** Told by whatever finds that nobody is signed in any more. */
export const signedOut = {
  happened(): void {
    for (const each of listeners) each();
  },
  /** Tells the browser's other tabs, whose streams go on for as long as the token that they were opened with. */
  elsewhere(): void {
    channel?.postMessage(undefined);
  },
  /** @returns what takes the listener away again */
  listen(listener: () => void): () => void {
    channel ??= otherTabs();
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function otherTabs(): BroadcastChannel {
  const tabs = new BroadcastChannel(`berth${basePath}`);
  tabs.onmessage = () => signedOut.happened();
  return tabs;
}
