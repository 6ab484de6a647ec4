import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeTarget } from '../../cli/src/conform/fake-target.ts';
import type { Target } from '../src/index.ts';
import { referenceTarget } from '../src/self-check.ts';

/** One request, about the nth run that was executed or the nth entity. */
type Step =
  | { readonly do: 'execute'; readonly approved: boolean }
  | { readonly do: 'patch'; readonly run: number; readonly body: object }
  | { readonly do: 'log'; readonly run: number; readonly body: object }
  | { readonly do: 'decide'; readonly run: number; readonly status: string }
  | { readonly do: 'tie'; readonly run: number; readonly entity: number }
  | { readonly do: 'get' | 'logs'; readonly run: number };

const run = fc.nat({ max: 3 });
const text = fc.constantFrom('', 'one', 'two', 'ünï');
const ending = fc.constantFrom('SUCCESS', 'FAILURE');
const details = {
  statusLabel: text,
  summary: text,
  externalRunId: text,
  link: fc.oneof(text, fc.array(text, { maxLength: 2 })),
};
/** Mostly what keeps runs open, so that there is something to go on with. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('execute' as const), approved: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('patch' as const),
      run,
      body: fc.record(details, { requiredKeys: [] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('patch' as const),
      run,
      body: fc.record(
        { ...details, status: fc.oneof(ending, fc.constant('IN_PROGRESS')) },
        { requiredKeys: ['status'] },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('log' as const),
      run,
      body: fc.record({ message: text, statusLabel: text }, { requiredKeys: ['message'] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('log' as const),
      run,
      body: fc.record({ message: text, terminationStatus: ending }, { requiredKeys: ['terminationStatus'] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      run,
      status: fc.constantFrom('APPROVE', 'DECLINE'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tie' as const), run, entity: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('get' as const, 'logs' as const), run }) },
);

/** What a client sees of each step, but for what each target names by itself. */
async function play(target: Target, steps: readonly Step[]): Promise<readonly unknown[]> {
  const headers = { 'content-type': 'application/json' };
  const send = async (method: string, path: string, body?: object, token = '') => {
    const { status, text: answer } = await target.send({
      method,
      path,
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: body && JSON.stringify(body),
    });
    return { status, body: JSON.parse(answer) };
  };
  const token = (await send('POST', '/auth/access_token', target.credentials)).body.accessToken;
  const ask = (method: string, path: string, body?: object) => send(method, path, body, token);
  await ask('POST', '/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} } });
  for (const [identifier, requiredApproval] of [
    ['free', false],
    ['guarded', true],
  ] as const) {
    const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
    const invocationMethod = { type: 'KAFKA' };
    await ask('POST', '/actions', { identifier, trigger, invocationMethod, requiredApproval });
  }
  const ids: string[] = [];
  const seen: unknown[] = [];
  for (const each of steps) {
    const { status, body } = await answerTo(each, ask, ids);
    if (each.do === 'execute') ids.push(body.run.id);
    seen.push([each.do, status, body.error, known(body.run), body.runLogs?.map(lineOf), lineOf(body.runLog)]);
  }
  return seen;
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route
  readonly body: any;
}

type Ask = (method: string, path: string, body?: object) => Promise<Answer>;

function answerTo(each: Step, ask: Ask, ids: readonly string[]): Promise<Answer> {
  if (each.do === 'execute')
    return ask('POST', `/actions/${each.approved ? 'guarded' : 'free'}/runs`, { properties: {} });
  const id = ids[each.run] ?? 'r_none';
  const path = `/actions/runs/${id}`;
  switch (each.do) {
    case 'patch':
      return ask('PATCH', path, each.body);
    case 'log':
      return ask('POST', `${path}/logs`, each.body);
    case 'decide':
      return ask('PATCH', `${path}/approval`, { status: each.status });
    case 'tie':
      return ask('POST', `/blueprints/service/entities?upsert=true&run_id=${id}`, {
        identifier: `e${each.entity}`,
      });
    case 'logs':
      return ask('GET', `${path}/logs`);
    case 'get':
      return ask('GET', path);
  }
}

function known(shown: Record<string, unknown> | undefined) {
  if (!shown) return undefined;
  const { status, statusLabel, summary, link, externalRunId, source, endedAt } = shown;
  return {
    status,
    statusLabel,
    summary,
    link,
    externalRunId,
    source,
    hasEnded: endedAt !== null && endedAt !== undefined,
  };
}

function lineOf(line: { readonly message?: string } | undefined): string | undefined {
  return line?.message;
}

it('random sequences of requests are answered as the reference answers them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const [fake, reference] = [fakeTarget('seed'), referenceTarget({ profile: 'seed' })];
      expect(await play(fake, steps)).toEqual(await play(reference, steps));
      await reference.close?.();
    }),
    { numRuns: 40 },
  );
});
