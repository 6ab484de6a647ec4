import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

const BYTES = 1024;
const EVERY_MS = 1000;

/** A connection that takes a kilobyte a second, and leaves the rest where it is, until it is told to hurry. */
export class SlowSocket extends Duplex {
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;
  #hurries = false;

  constructor(port: number) {
    super();
    const take = (count: number, buffer: Uint8Array) => {
      this.push(Buffer.from(buffer.subarray(0, count)));
      return this.#hurries;
    };
    const onread = { buffer: Buffer.alloc(BYTES), callback: take };
    this.#socket = connect({ port, host: '127.0.0.1', onread });
    this.#timer = setInterval(() => this.#socket.resume(), EVERY_MS);
    this.#socket.on('end', () => this.push(null));
    this.#socket.on('close', () => this.destroy());
    this.#socket.on('error', (error) => this.destroy(error));
  }

  hurry(): void {
    this.#hurries = true;
    this.#socket.resume();
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#timer);
    this.#socket.destroy();
    done(error);
  }
}
