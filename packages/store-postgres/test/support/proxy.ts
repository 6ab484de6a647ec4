import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection that there is. */
  cut(): void;
  /** `silent`: takes connections and bytes, and passes nothing on, as a network that lost its way. `closed`: refuses. */
  become(mode: 'open' | 'silent' | 'closed'): void;
  close(): void;
}

/** Stands between a client and a server on this machine. */
export async function proxyTo(host: string, port: number): Promise<TcpProxy> {
  let mode: 'open' | 'silent' | 'closed' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => mode !== 'silent' && to.write(bytes));
    from.on('close', () => to.destroy());
  };
  const server = createServer((client) => {
    if (mode === 'closed') {
      client.destroy();
      return;
    }
    const upstream = connect(port, host);
    keep(client);
    keep(upstream);
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut,
    become: (next) => {
      mode = next;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
