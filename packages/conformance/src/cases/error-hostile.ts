import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { runIn } from '../wire/bodies.ts';

const DEEP = `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`;

/** What an update that slipped in with a prototype would leave behind. */
function smuggled(label: string): readonly (readonly [what: string, raw: string])[] {
  const update = JSON.stringify({ statusLabel: label });
  return [
    ['a __proto__', `{"__proto__":${update}}`],
    ['a __proto__ within', `{"message":{"__proto__":${update}}}`],
    ['a constructor', `{"constructor":{"prototype":${update}}}`],
    ['1000 levels', DEEP],
    ['1000 levels within', `{"message":${DEEP}}`],
  ];
}

async function patched(lab: Lab, run: string, what: string, raw: string): Promise<unknown> {
  const answer = await lab.patch(`/actions/runs/${run}`, undefined, { raw });
  const expected = `a PATCH with ${what} is taken or refused`;
  expectThat(answer.status === 200 || (answer.status >= 400 && answer.status < 500), expected, answer.status);
  return answer.status === 200 ? runIn(answer) : undefined;
}

/** As inputs such keys are data like any other. */
async function executed(lab: Lab, action: string, what: string, properties: string): Promise<void> {
  const path = `/actions/${encodeURIComponent(action)}/runs`;
  const answer = await lab.post(path, undefined, { raw: `{"properties":${properties}}` });
  const expected = `an execution with ${what} in its inputs is taken or refused`;
  expectThat(answer.status === 202 || (answer.status >= 400 && answer.status < 500), expected, answer.status);
  if (answer.status !== 202) return;
  expectEqual(runIn(answer).properties, JSON.parse(properties), `${what} in the inputs is kept as data`);
}

export const errorHostileChecks: readonly Check[] = [
  {
    id: 'ERR-008',
    run: async (lab) => {
      const action = await lab.action();
      const [run, canary] = [await lab.openRun(action), await lab.openRun(action)];
      const label = lab.name('smuggled');
      await lab.unchanged(canary, async () => {
        for (const [what, raw] of smuggled(label)) {
          const after = await patched(lab, run, what, raw);
          if (isBody(after))
            expectThat(after.statusLabel !== label, `${what} in a PATCH sets no statusLabel`, after);
          await executed(lab, action, what, raw);
        }
        const inputs =
          '{"constructor":{"prototype":{"a":1}},"toString":"a","hasOwnProperty":null,"valueOf":{}}';
        await executed(lab, action, 'names of every object', inputs);
        const after = await patched(lab, run, 'a key twice', '{"summary":"first","summary":"last"}');
        if (isBody(after)) {
          const one = after.summary === 'first' || after.summary === 'last';
          expectThat(one, 'of a key that is there twice one value counts', after.summary);
        }
      });
      const later = await lab.openRun(action);
      const answer = await expectStatus(
        200,
        lab.patch(`/actions/runs/${later}`, { summary: 'later' }),
        'a later PATCH',
      );
      expectThat(
        runIn(answer).statusLabel !== label,
        'a later PATCH of another run sets no statusLabel',
        answer.json,
      );
    },
  },
];
