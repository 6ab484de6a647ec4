import { type OwnBody, withOwnBody } from './own-body.ts';

interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
  readonly body: OwnBody;
}

let made: ReturnType<typeof makeClass> | undefined;

/** A `Response` as the fake's `fetch` answers with: a real one to whoever asks, quick to make and to read. */
export function fakeResponse(said: Said): Response {
  made ??= makeClass();
  return new made(said) as unknown as Response;
}

/** Made when it is first needed: merely to name the global loads all of Node's fetch. */
function makeClass() {
  // A stock constructor would set up what is overridden here.
  class Unmade {}
  Object.setPrototypeOf(Unmade.prototype, Response.prototype);

  return class FakeResponse extends withOwnBody(Unmade) {
    readonly #said: Said;
    #headers: Headers | undefined;

    constructor(said: Said) {
      super();
      this.#said = said;
      this.own = said.body;
    }

    get status(): number {
      return this.#said.status;
    }

    get ok(): boolean {
      return this.status >= 200 && this.status < 300;
    }

    /** As a server of Node sends it; to load that is left to who asks. */
    get statusText(): string {
      return process.getBuiltinModule('node:http').STATUS_CODES[this.status] ?? '';
    }

    get type(): Response['type'] {
      return 'basic';
    }

    get redirected(): boolean {
      return false;
    }

    get url(): string {
      return this.#said.url;
    }

    get headers(): Headers {
      this.#headers ??= new Headers(this.#said.headers);
      return this.#headers;
    }

    clone(): FakeResponse {
      if (this.bodyUsed) throw new TypeError('The body of this response has been read already');
      return new FakeResponse(this.#said);
    }
  };
}
