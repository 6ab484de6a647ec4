import type { Caller } from '@berth/core';
import type { Exchange } from '../protocol/exchange.ts';
import type { Tokens } from './tokens.ts';

/** Who is calling: the host's word first, then a token of ours. Undefined: nobody that is known. */
export async function callerOf(exchange: Exchange, tokens: Tokens | undefined): Promise<Caller | undefined> {
  const known = exchange.identify && (await exchange.identify());
  if (known !== undefined && known !== null) return checked(known);
  if (!tokens) return undefined;
  const token = tokenIn(exchange.header('authorization'));
  return token === undefined ? undefined : await tokens.verify(token);
}

/** `Bearer <token>`, or the bare token, which published guides send. */
export function tokenIn(header: string | undefined): string | undefined {
  const [, token] = /^(?:bearer +)?([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header?.trim() ?? '') ?? [];
  return token;
}

/** A host in plain JavaScript may answer with anything; a run must not be created by it. */
function checked(caller: Caller): Caller {
  if (typeof caller.id !== 'string' || caller.id === '')
    throw new TypeError(
      'identify() must answer with { id: string, … } for a caller it knows, else undefined',
    );
  // A text has parts: one that only ends in "Admin" would be an admin's.
  if (!areNames(caller.roles) || !areNames(caller.teams))
    throw new TypeError('identify() must give roles and teams as lists of texts, or leave them out');
  if (typeof (caller.machine ?? false) !== 'boolean')
    throw new TypeError('identify() must give machine as true or false, or leave it out');
  return caller;
}

function areNames(names: unknown): boolean {
  return (
    names === undefined ||
    names === null ||
    (Array.isArray(names) && names.every((each) => typeof each === 'string'))
  );
}
