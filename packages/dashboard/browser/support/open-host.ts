import { onTestFinished } from 'vitest';
import { type Host, type HostOptions, serveHost } from './hosts.ts';

/** A host of a test's own, until that is over. */
export async function openHost(options: HostOptions): Promise<Host> {
  const host = await serveHost(options);
  onTestFinished(host.close);
  return host;
}
