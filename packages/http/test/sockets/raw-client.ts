import { connect, type Socket } from 'node:net';

/** A kept-alive connection whose requests can be held back at their last byte. */
export interface RawClient {
  /** Sends all of a request but its last byte; `release` sends that one, and resolves with the answer. */
  prepare(
    method: string,
    path: string,
    body: object,
  ): { release(): Promise<{ status: number; body: string }> };
  close(): void;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    prepare: (method, path, body) => {
      const content = JSON.stringify(body);
      const head = `${method} ${path} HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: ${content.length}\r\n\r\n`;
      const request = head + content;
      socket.write(request.slice(0, -1));
      return {
        release: () => {
          const answer = nextAnswer(socket);
          socket.write(request.slice(-1));
          return answer;
        },
      };
    },
    close: () => socket.destroy(),
  };
}

function nextAnswer(socket: Socket): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer) => {
      text += chunk.toString();
      const [head, body] = text.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1]);
      if (body === undefined || Buffer.byteLength(body) < length) return;
      socket.off('data', onData).off('error', reject);
      resolve({ status: Number(text.slice(9, 12)), body });
    };
    socket.on('data', onData).once('error', reject);
  });
}
