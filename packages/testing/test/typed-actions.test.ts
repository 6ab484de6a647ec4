import { expect, expectTypeOf, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { messageOf } from './scenery.ts';

const deploy = {
  identifier: 'deploy',
  userInputs: {
    properties: { env: { type: 'string', enum: ['dev', 'prod'] }, replicas: { type: 'number' } },
    required: ['env'],
  },
} as const;

it('knows the names of actions and their inputs when it is compiled, as Port does when it is asked', async () => {
  const port = createFakePort({ actions: [deploy, { identifier: 'free' }] });
  // @ts-expect-error none of the choices
  expect(await messageOf(port.execute('deploy', { properties: { env: 'qa' } }))).toContain('422');
  // @ts-expect-error a required input is missing
  expect(await messageOf(port.execute('deploy', { properties: { replicas: 1 } }))).toContain('422');
  // @ts-expect-error no such action
  expect(await messageOf(port.execute('nope'))).toContain('404');
  // @ts-expect-error no such action
  port.backend('nope', () => {});
  port.backend('deploy', ({ run }) => {
    expectTypeOf(run.properties.env).toEqualTypeOf<'dev' | 'prod'>();
    expectTypeOf(run.properties.replicas).toEqualTypeOf<number | undefined>();
    return { kind: 'success', label: run.properties.env };
  });
  const run = await port.execute('deploy', { properties: { env: 'prod' } });
  const ended = await run.waitFor('SUCCESS');
  expectTypeOf(ended.properties.env).toEqualTypeOf<'dev' | 'prod'>();
  expect([ended.statusLabel, ended.properties.env]).toEqual(['prod', 'prod']);
  expect((await port.execute('free', { properties: { anything: 1 } })).view().properties).toEqual({
    anything: 1,
  });
});

it('knows those of an action as Port itself holds it', async () => {
  const { identifier, userInputs } = deploy;
  const withDefault = {
    properties: { ...userInputs.properties, env: { ...userInputs.properties.env, default: 'dev' } },
    required: userInputs.required,
  } as const;
  const trigger = { type: 'self-service', operation: 'CREATE' } as const;
  const port = createFakePort({
    actions: [
      { identifier, trigger: { ...trigger, userInputs } },
      { identifier: 'redeploy', trigger: { ...trigger, userInputs: withDefault } },
      {
        identifier: 'sweep',
        trigger: { type: 'automation', event: { type: 'ANY_RUN_CHANGE', actionIdentifier: identifier } },
      },
    ],
  });
  // @ts-expect-error none of the choices
  expect(await messageOf(port.execute('deploy', { properties: { env: 'qa' } }))).toContain('422');
  // @ts-expect-error no such input, though Port takes it
  await port.execute('deploy', { properties: { env: 'dev', replica: 1 } });
  // @ts-expect-error a required input is missing
  expect(await messageOf(port.execute('deploy'))).toContain('422');
  expectTypeOf((await port.execute('redeploy')).view().properties.env).toEqualTypeOf<
    'dev' | 'prod' | undefined
  >();
});
