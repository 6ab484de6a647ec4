import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `silent` takes connections and bytes and passes nothing on, as a network that lost its way; `deaf` passes on what the client
 * says and nothing of what the server answers; `slow` passes each piece on late, and in pieces of its own; `closed` refuses.
 */
type Mode = 'open' | 'silent' | 'deaf' | 'slow' | 'closed';

export interface TcpProxy {
  readonly port: number;
  /** How many connections it has taken so far. */
  readonly taken: number;
  become(mode: Mode): void;
  /** Breaks every connection that there is. */
  cut(): void;
  /** Passes nothing on any more over the connections that there are, as when their path is gone for good. */
  strand(): void;
  close(): void;
}

const SLOW_MS = 20;

/** Stands between a client and a server on this machine. */
export async function proxyTo(host: string, port: number): Promise<TcpProxy> {
  let mode: Mode = 'open';
  let taken = 0;
  const sockets = new Set<Socket>();
  const stranded = new WeakSet<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const pass = (from: Socket, to: Socket, isAnswer: boolean) => {
    let turn = Promise.resolve();
    from.on('data', (bytes) => {
      if (mode === 'silent' || stranded.has(from) || (mode === 'deaf' && isAnswer)) return;
      if (mode !== 'slow') {
        to.write(bytes);
        return;
      }
      for (const piece of [bytes.subarray(0, 1), bytes.subarray(1)]) {
        turn = turn.then(() => sleep(SLOW_MS)).then(() => void to.write(piece));
      }
    });
    from.on('close', () => to.destroy());
  };
  const server = createServer((client) => {
    taken += 1;
    if (mode === 'closed') {
      client.destroy();
      return;
    }
    const upstream = connect(port, host);
    keep(client);
    keep(upstream);
    pass(client, upstream, false);
    pass(upstream, client, true);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    get taken() {
      return taken;
    },
    cut,
    become: (next) => {
      mode = next;
    },
    strand: () => {
      for (const socket of sockets) stranded.add(socket);
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
