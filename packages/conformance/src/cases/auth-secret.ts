import type { Check } from '../check/check.ts';
import { expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { type Answer, isBody } from '../wire/answer.ts';
import { nobody } from './error-names.ts';
import { ask, routesOf } from './error-routes.ts';

/** Shorter ones turn up by chance. */
const SHORTEST = 8;

export function secretsOf({ secret, token }: Lab): readonly string[] {
  return [secret ?? '', token].filter(({ length }) => length >= SHORTEST);
}

/** All that an answer says, but for the token that it hands out. */
function said({ json, text, headers }: Answer): string {
  const body = isBody(json) && 'accessToken' in json ? JSON.stringify({ ...json, accessToken: '' }) : text;
  return [body, ...Object.values(headers)].join('\n');
}

export const authSecretChecks: readonly Check[] = [
  {
    id: 'AUTH-009',
    run: async (lab) => {
      const secrets = secretsOf(lab);
      const expectDiscreet = async (asked: Promise<Answer>) => {
        const answer = await asked;
        const discreet = !secrets.some((secret) => said(answer).includes(secret));
        expectThat(discreet, `the ${answer.status} to ${answer.to} repeats neither secret nor token`);
      };
      const names = nobody(lab);
      for (const route of routesOf(lab)) await expectDiscreet(ask(lab, route, names));
      await expectDiscreet(lab.get('/actions/runs?limit=0'));
      const misspelt = { token: null, headers: { authorization: `Bearer x${lab.token}` } };
      await expectDiscreet(lab.get('/actions/runs?limit=1', misspelt));
      const { credentials } = lab.target;
      if (!('clientId' in credentials)) return;
      const { clientId, clientSecret } = credentials;
      for (const body of [credentials, { clientId, clientSecret: [clientSecret] }, { clientSecret }]) {
        await expectDiscreet(lab.post('/auth/access_token', body, { token: null }));
      }
    },
  },
];
