import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What the load client is asked to do: every connection sends the request of its number, again and again. */
export interface Load {
  readonly port: number;
  readonly requests: readonly string[];
  readonly milliseconds: number;
}

export interface Loaded {
  readonly answered: number;
  readonly milliseconds: number;
  /** CPU time of the client, to show that it was not what held the rate down. */
  readonly clientCpuMs: number;
}

process.on('message', async (load: Load) => {
  process.send?.(await run(load));
});

async function run({ port, requests, milliseconds }: Load): Promise<Loaded> {
  const sockets = await Promise.all(requests.map(() => open(port)));
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const counts = await Promise.all(
    sockets.map((socket, at) => repeat(socket, requests[at] ?? '', begin + milliseconds)),
  );
  const elapsed = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  for (const socket of sockets) socket.destroy();
  return {
    answered: counts.reduce((sum, count) => sum + count, 0),
    milliseconds: elapsed,
    clientCpuMs: (user + system) / 1000,
  };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

/** Sends, waits for the whole answer, sends again until the time is over. */
function repeat(socket: Socket, request: string, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let text = '';
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection that was to be kept')));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const length = lengthOf(text);
      if (length === undefined || text.length < length) return;
      if (text.length > length || !text.startsWith('HTTP/1.1 200 ')) return reject(new Error(text));
      text = '';
      answered += 1;
      if (performance.now() < until) socket.write(request);
      else {
        socket.removeAllListeners();
        resolve(answered);
      }
    });
    socket.write(request);
  });
}

/** Of head and body together; undefined while the head is not there yet. */
function lengthOf(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [, body] = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2)) ?? [];
  if (body === undefined) throw new Error(`an answer without a content-length: ${text}`);
  return end + 4 + Number(body);
}
