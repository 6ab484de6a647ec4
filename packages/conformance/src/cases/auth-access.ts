import { Buffer } from 'node:buffer';
import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { runsIn } from '../wire/bodies.ts';
import { mayMake, nobody, somebody, untouched } from './error-names.ts';
import { ask, type Names, routesOf } from './error-routes.ts';
import { expectError } from './error-shape.ts';

const stranger = { token: null };

/** A run to read: one's own, or any where nothing may be made. */
async function anyRun(lab: Lab): Promise<string> {
  if (mayMake(lab)) return lab.openRun();
  const [run] = runsIn(await expectStatus(200, lab.get('/actions/runs?limit=1')));
  if (!run) throw new Untestable('there is no run that a stranger could ask for');
  return run.id;
}

/** Tokens with one character changed, in the middle of a part, where each one counts. */
function flipped(token: string): readonly string[] {
  const parts = token.split('.');
  return parts.map((part, index) => {
    const at = Math.floor(part.length / 2);
    const changed = `${part.slice(0, at)}${part[at] === 'A' ? 'B' : 'A'}${part.slice(at + 1)}`;
    return parts.with(index, changed).join('.');
  });
}

export const accessChecks: readonly Check[] = [
  {
    id: 'AUTH-004',
    run: async (lab) => {
      const options = { token: null, headers: { authorization: `Bearer ${lab.token}` } };
      await expectStatus(
        200,
        lab.get('/actions/runs?limit=1', options),
        'a list of runs, asked for with the token',
      );
      const names = nobody(lab);
      for (const route of routesOf(lab, { few: false })) {
        const { status, to } = await ask(lab, route, names, options);
        expectThat(status !== 401, `${to} takes the access token as a bearer token`, status);
      }
    },
  },
  {
    id: 'AUTH-005',
    run: async (lab) => {
      const askAll = async (names: Names) => {
        for (const route of routesOf(lab, { few: false })) {
          const what = `${route.method} ${route.path(names)} without an Authorization header`;
          await expectError(401, ask(lab, route, names, stranger), what);
        }
      };
      if (!mayMake(lab)) return askAll(nobody(lab));
      const names = await somebody(lab);
      await untouched(lab, names, () => askAll(names));
    },
  },
  {
    id: 'AUTH-006',
    smoke: true,
    run: async (lab) => {
      const nope = Buffer.from('conform:nope').toString('base64');
      const bad: readonly (readonly [what: string, header: string])[] = [
        ['a bearer token "x"', 'Bearer x'],
        ['no bearer token', 'Bearer'],
        ['Basic in place of Bearer', `Basic ${nope}`],
        ...flipped(lab.token).map(
          (token, part) => [`a token with one byte changed in part ${part + 1}`, `Bearer ${token}`] as const,
        ),
      ];
      await expectStatus(200, lab.get('/actions/runs?limit=1'), 'a read with the token as it was issued');
      for (const [what, authorization] of bad) {
        const options = { token: null, headers: { authorization } };
        await expectError(401, lab.get('/actions/runs?limit=1', options), `a read with ${what}`);
      }
    },
  },
  {
    id: 'AUTH-007',
    run: async (lab) => {
      const run = await anyRun(lab);
      const unknown = nobody(lab).run;
      // Of a run that is not our own nothing is written, not even what must be refused.
      const written = mayMake(lab) ? [run, unknown] : [unknown];
      const answers = [
        await lab.get(`/actions/runs/${run}`, stranger),
        await lab.get(`/actions/runs/${unknown}`, stranger),
        await lab.get(`/actions/runs/${run}?version=v3`, stranger),
      ];
      for (const id of written)
        answers.push(await lab.patch(`/actions/runs/${id}`, { status: 5, zz: 1 }, stranger));
      for (const answer of answers) {
        const body = await expectError(401, answer, `${answer.to} of a stranger`);
        expectEqual(
          body,
          answers[0]?.json,
          'a stranger is told the same of a run that exists and of one that does not',
        );
      }
    },
  },
];
