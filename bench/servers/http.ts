import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { bareOn, berthOn, type Framework } from './apps.ts';
import { berthWithRuns } from './world.ts';

/** The first message begins it; every later one asks for the CPU time so far. */
export type Begin =
  | { readonly kind: 'berth'; readonly framework: Framework; readonly runs: number; readonly tokens: boolean }
  | { readonly kind: 'bare'; readonly framework: Framework; readonly answer: string };

export interface ServerState {
  readonly port: number;
  readonly runs: readonly string[];
  readonly cpuMs: number;
}

let begun: Omit<ServerState, 'cpuMs'> | undefined;

process.on('message', async (message: Begin) => {
  begun ??= await begin(message);
  const { user, system } = process.cpuUsage();
  process.send?.({ ...begun, cpuMs: (user + system) / 1000 } satisfies ServerState);
});

async function begin(message: Begin) {
  const resolved = import.meta.resolve('@berth/http');
  if (!resolved.endsWith('/dist/index.js')) throw new Error(`not a built file: ${resolved}`);
  const { berth, runs } =
    message.kind === 'berth'
      ? await berthWithRuns(message.runs, message.tokens)
      : { berth: undefined, runs: [] };
  const server =
    message.kind === 'berth' && berth
      ? berthOn[message.framework](berth)
      : bareOn[message.framework](message.kind === 'bare' ? message.answer : '');
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, runs };
}
