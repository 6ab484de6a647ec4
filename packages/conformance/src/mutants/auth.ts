import type { Credentials, WireRequest } from '../target/target.ts';
import { type Fault, faulty, on, type Send } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { bulkWrites, entityWrites, exchangeToken, getRun, searchAudit } from './routes.ts';
import { isTaken, pathOf, refusal, saidBy, saying, withJson } from './wire.ts';

/** A header that the target takes, asked for with the credentials that are right. */
async function goodHeader(credentials: Credentials, send: Send): Promise<string> {
  if ('token' in credentials) return `Bearer ${credentials.token}`;
  const { clientId, clientSecret } = credentials;
  const exchange = { method: 'POST', path: '/auth/access_token', headers: {} };
  const { accessToken } = saidBy(await send(withJson(exchange, { clientId, clientSecret })));
  return `Bearer ${accessToken}`;
}

/** What is refused as coming from a stranger is asked once more as coming from the caller, when its header is like this. */
function takenForCaller(
  credentials: Credentials,
  like: (authorization: string | undefined, known: ReadonlySet<string>) => boolean,
): Fault {
  const known = new Set<string>();
  return (send) => async (request, signal) => {
    const response = await send(request, signal);
    const { authorization } = request.headers;
    if (isTaken(response) && authorization !== undefined) known.add(authorization);
    if (response.status !== 401 || isExchange(request) || !like(authorization, known)) return response;
    const good = await goodHeader(credentials, send);
    return send({ ...request, headers: { ...request.headers, authorization: good } }, signal);
  };
}

const isExchange = (request: WireRequest) => exchangeToken.path.test(pathOf(request));

/** Who may ask. */
export const authMutants: readonly Mutant[] = [
  {
    name: 'tokenForRunsOnly',
    about: 'the routes of entities and of the audit log do not take the token',
    caughtBy: ['AUTH-004'],
    needs: ['audit'],
    wrap: faulty(() => [
      on([...entityWrites, ...bulkWrites, searchAudit], async () => refusal(401, 'unauthorized')),
    ]),
  },
  {
    name: 'tokenNotChecked',
    about: 'who sends no token is taken for the one who has the right to',
    caughtBy: ['AUTH-005', 'AUTH-007'],
    wrap: faulty((credentials) => [
      takenForCaller(credentials, (authorization) => authorization === undefined),
    ]),
  },
  {
    name: 'badTokenTaken',
    about: 'who sends a bad token is taken for the one who has the right to',
    caughtBy: ['AUTH-006'],
    wrap: faulty((credentials) => [
      takenForCaller(
        credentials,
        (authorization, known) => authorization !== undefined && !known.has(authorization),
      ),
    ]),
  },
  {
    name: 'strangersToldOfRuns',
    about: 'who sends no token is told that there is no such run',
    caughtBy: ['AUTH-007'],
    wrap: faulty((credentials) => [
      (send) => async (request, signal) => {
        const response = await send(request, signal);
        const reads = request.method === getRun.method && getRun.path.test(pathOf(request));
        if (!reads || response.status !== 401 || request.headers.authorization !== undefined) return response;
        const seen = await send({
          ...request,
          headers: { authorization: await goodHeader(credentials, send) },
        });
        return seen.status === 404 ? seen : response;
      },
    ]),
  },
  {
    name: 'expiredTokenTaken',
    about: 'a token that has expired is taken',
    caughtBy: ['AUTH-008'],
    needs: ['tokens'],
    wrap: faulty((credentials) => [
      takenForCaller(
        credentials,
        (authorization, known) => authorization !== undefined && known.has(authorization),
      ),
    ]),
  },
  {
    name: 'tokenEchoed',
    about: 'refusals repeat the header that they refuse',
    caughtBy: ['AUTH-009'],
    wrap: faulty(() => [
      (send) => async (request, signal) => {
        const response = await send(request, signal);
        const { authorization } = request.headers;
        if (response.status < 400 || authorization === undefined) return response;
        const body = saidBy(response);
        return saying(response, { ...body, message: `${body.message} (authorization: ${authorization})` });
      },
    ]),
  },
];
