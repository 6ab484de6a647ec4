/** Ends the handling of a request with an error answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function notFound(kind: string, identifier: string): Refusal {
  return new Refusal(404, 'not_found', `${kind} with identifier "${identifier}" was not found`);
}

export function invalid(message: string): Refusal {
  return new Refusal(422, 'invalid_request', message);
}

export function taken(kind: string, identifier: string): Refusal {
  return new Refusal(409, 'identifier_taken', `${kind} with identifier "${identifier}" already exists`);
}
