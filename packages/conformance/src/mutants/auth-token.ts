import { faulty, on, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { exchangeToken } from './routes.ts';
import { bodyOf, refusal, withJson } from './wire.ts';

/** How a token is come by. */
export const authTokenMutants: readonly Mutant[] = [
  {
    name: 'tokenLifeAsText',
    about: 'expiresIn is a text',
    caughtBy: ['AUTH-001'],
    needs: ['tokens'],
    wrap: faulty(() => [replyOf(exchangeToken, (body) => ({ ...body, expiresIn: `${body.expiresIn}` }))]),
  },
  {
    name: 'wrongSecretTaken',
    about: 'any secret of a known client is taken',
    caughtBy: ['AUTH-002'],
    needs: ['tokens'],
    wrap: faulty((credentials) => [
      on(exchangeToken, async (asked, ask) => {
        const { clientId, clientSecret } = bodyOf(asked);
        const known = 'clientId' in credentials && clientId === credentials.clientId;
        return ask(
          known && typeof clientSecret === 'string' ? withJson(asked.request, credentials) : asked.request,
        );
      }),
    ]),
  },
  {
    name: 'lackingCredentialIs401',
    about: 'a token request that lacks a field is refused as one with wrong credentials',
    caughtBy: ['AUTH-003'],
    needs: ['tokens'],
    wrap: faulty(() => [
      on(exchangeToken, async ({ request }, ask) => {
        const response = await ask(request);
        return response.status === 422 ? refusal(401, 'invalid_credentials') : response;
      }),
    ]),
  },
];
