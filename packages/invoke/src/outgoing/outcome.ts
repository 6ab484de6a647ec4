export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came of a request; a failure has words for the one who reads the run. */
export type Outcome =
  | {
      readonly type: 'answered';
      readonly status: number;
      readonly body: string;
      readonly contentType: string | undefined;
      /** There was more than is kept. */
      readonly truncated: boolean;
    }
  | { readonly type: 'failed'; readonly cause: FailureCause; readonly message: string };

export type FailureCause =
  | 'not a web address'
  | 'private destination'
  /** A method or a header that cannot be written in HTTP. */
  | 'not a request'
  | 'not resolvable'
  /** No connection stands, or none whose certificate holds. */
  | 'unreachable'
  | 'timed out'
  /** A connection stood, and what came over it is no answer, or not the whole of one. */
  | 'no answer';
