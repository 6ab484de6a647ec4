import { tokenIn } from './caller.ts';

/**
 * The id of the client that a token says it was issued to; undefined for what is no token. Nobody has checked that yet: it
 * finds the organisation that can.
 * @param header `authorization`, as it came
 */
export async function claimedClient(header: string | undefined): Promise<string | undefined> {
  const token = tokenIn(header);
  if (token === undefined) return undefined;
  const { decodeJwt } = await import('jose');
  try {
    return decodeJwt(token).sub;
  } catch {
    return undefined;
  }
}
