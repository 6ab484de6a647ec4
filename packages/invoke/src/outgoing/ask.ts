import type { ClientRequest, IncomingMessage } from 'node:http';
import { Stopped } from './stopped.ts';

export interface Asking {
  readonly body: Uint8Array | undefined;
  readonly isPermitted: (address: string) => boolean;
  /** Milliseconds until a connection must stand, its certificate checked. */
  readonly connectTimeoutMs: number;
  /** Called when none stands by then; aborts the request. */
  readonly expire: () => void;
}

/**
 * Sends a request over whichever connection it is given, once that has been judged by the address it leads to: nothing else
 * counts, whatever a name was said to lead to, and whoever used the connection before.
 * @returns the answer as soon as its headers are there; rejects when none comes
 */
export function ask(request: ClientRequest, asking: Asking): Promise<IncomingMessage> {
  const { body, isPermitted, connectTimeoutMs, expire } = asking;
  return new Promise((resolve, reject) => {
    let stands = false;
    const send = () => {
      stands = true;
      request.end(body);
    };
    request.on('response', resolve);
    request.on('error', (error) => {
      reject(stands || error instanceof Stopped ? error : new Stopped('unreachable', error));
    });
    // Not every connection that ends says so by an error: one that goes over to another protocol does not.
    request.on('close', () => reject(new Error('the connection ended')));
    request.on('socket', (socket) => {
      const judge = (next: () => void) => {
        const refusal = refusalOf(socket.remoteAddress, isPermitted);
        if (refusal) request.destroy(refusal);
        else next();
      };
      if (request.reusedSocket) return judge(send);
      const timer = setTimeout(expire, connectTimeoutMs);
      const ready = () => {
        clearTimeout(timer);
        send();
      };
      socket.once('close', () => clearTimeout(timer));
      socket.once('connect', () =>
        judge('encrypted' in socket ? () => socket.once('secureConnect', ready) : ready),
      );
    });
  });
}

function refusalOf(
  address: string | undefined,
  isPermitted: (address: string) => boolean,
): Error | undefined {
  // Closed by the other side meanwhile.
  if (address === undefined) return new Error('the connection is gone');
  return isPermitted(address) ? undefined : new Stopped('private destination');
}
