import { terminated } from './answer.ts';

/** A body that is at hand as text, perhaps cut off. */
export interface OwnBody {
  readonly text: string;
  readonly cutAt?: number | undefined;
  readonly type?: string | undefined;
}

interface Owner {
  own: OwnBody;
  readonly bodyUsed: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: what a class is extended with may be anything
type MessageClass = new (...made: any[]) => object;

const encoder = new TextEncoder();

/**
 * A `Request` or `Response` that owns its body. A stock one takes ten times as long to make and to read, and cannot be read at
 * all once a test has put its own `queueMicrotask` in place: it reads through streams.
 */
export function withOwnBody<C extends MessageClass>(
  Message: C,
): new (
  ...made: ConstructorParameters<C>
) => Owner {
  return class extends Message implements Owner {
    own: OwnBody = { text: '' };
    #stream: ReadableStream<Uint8Array> | undefined;
    #isUsed = false;

    get bodyUsed(): boolean {
      return this.#isUsed || this.#stream?.locked === true;
    }

    get body(): ReadableStream<Uint8Array> | null {
      if (this.own.text === '') return null;
      this.#stream ??= streamOf(this.own);
      return this.#stream;
    }

    async text(): Promise<string> {
      return wholeText(this.#use());
    }

    async json(): Promise<unknown> {
      return JSON.parse(wholeText(this.#use()));
    }

    async bytes(): Promise<Uint8Array> {
      return encoder.encode(wholeText(this.#use()));
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
      return encoder.encode(wholeText(this.#use())).buffer;
    }

    async blob(): Promise<Blob> {
      const { type = '' } = this.own;
      return new Blob([wholeText(this.#use())], { type });
    }

    async formData(): Promise<never> {
      throw new TypeError('The body is JSON, which is no form');
    }

    #use(): OwnBody {
      if (this.bodyUsed) throw new TypeError('Body is unusable: it has been read already');
      this.#isUsed = true;
      return this.own;
    }
  };
}

/** @throws TypeError where the connection ended before the body did */
function wholeText({ text, cutAt }: OwnBody): string {
  if (cutAt !== undefined) throw terminated();
  return text;
}

/** As much as arrives, then the end, or the error. */
function streamOf({ text, cutAt }: OwnBody): ReadableStream<Uint8Array> {
  const bytes = encoder.encode(text);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, cutAt));
      if (cutAt === undefined) controller.close();
    },
    pull(controller) {
      if (cutAt !== undefined) controller.error(terminated());
    },
  });
}
