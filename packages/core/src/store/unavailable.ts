/**
 * What a store throws when it cannot do its work now, though nothing is wrong with what was asked: no connection, no space,
 * locked for too long. The message says what somebody can do about it.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** A write that failed so may have landed all the same; when false, nothing of it was written. */
  readonly mayHaveLanded: boolean;

  constructor(message: string, { cause, mayHaveLanded }: { cause?: unknown; mayHaveLanded: boolean }) {
    super(message, { cause });
    this.mayHaveLanded = mayHaveLanded;
  }
}

/** What follows on a write that has landed, or may have: should the store fail now, nobody may say that nothing was changed. */
export async function onceWritten<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new StoreUnavailable(error.message, { cause: error.cause, mayHaveLanded: true });
  }
}
