/** What makes a request safe to repeat: the caller's own name for it, and what it asks for. */
export interface RequestKey {
  /** One for each caller and key. */
  readonly id: string;
  /** Of everything that the request asks for. */
  readonly fingerprint: string;
}
