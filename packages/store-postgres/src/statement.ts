import { statementName } from './statement-names.ts';

/** What is sent to the server. A name has it parse and plan the text once for each connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export function named(text: string, values: readonly unknown[]): Statement {
  return { ...statementName(text), text, values };
}

/** Collects values, and answers with the place of each in the text. */
export class Values {
  readonly all: unknown[] = [];

  /** @param type what the server takes it for; it cannot always tell from what is around it */
  place(value: unknown, type: string): string {
    this.all.push(value);
    return `$${this.all.length}::${type}`;
  }
}
