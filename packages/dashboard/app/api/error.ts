/** What the API, or the way to it, said instead of an answer. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  /** Port's name of the error, such as `not_found`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Whether the same request may well succeed a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && isPassingStatus(error.status);
}

export function isPassingStatus(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** The refusal in a response, in the server's own words where it has any. */
export async function refusalIn(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const { error, message } = textsOf(body);
  return new ApiError(
    response.status,
    error ?? 'unknown',
    message ?? `The server answered ${response.status}.`,
  );
}

function textsOf(body: unknown): { readonly error?: string; readonly message?: string } {
  if (typeof body !== 'object' || body === null) return {};
  return {
    ...('error' in body && typeof body.error === 'string' ? { error: body.error } : {}),
    ...('message' in body && typeof body.message === 'string' ? { message: body.message } : {}),
  };
}

/** An error in words for the page. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
