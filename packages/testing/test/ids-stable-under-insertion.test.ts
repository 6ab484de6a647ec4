import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { deploy, hook } from './scenery.ts';

/** One story, with room for something else before it. */
async function story(
  before: (port: ReturnType<typeof fake>, ids: readonly [string, string]) => Promise<unknown>,
) {
  const port = fake();
  const [first, second] = [await port.execute('deploy'), await port.execute('deploy')];
  await before(port, [first.id, second.id]);
  await port.call('POST', `/actions/runs/${second.id}/logs`, { message: 'm' });
  const answered = await port.call('GET', `/actions/runs/${second.id}`);
  const third = await port.execute('hook');
  return JSON.stringify([second.view(), answered.headers['x-trace-id'], third.id]);
}

const blueprint = { identifier: 'service', title: 'Service', schema: { properties: {} } };
const fake = () => createFakePort({ actions: [deploy, hook], blueprints: [blueprint] });

it.each<[string, Parameters<typeof story>[0]]>([
  [
    'a line in the log of another run',
    (port, [first]) => port.call('POST', `/actions/runs/${first}/logs`, { message: 'x' }),
  ],
  ['an answer about another run', (port, [first]) => port.call('GET', `/actions/runs/${first}`)],
  ['an entity', (port) => port.call('POST', '/blueprints/service/entities', { identifier: 'cart' })],
  ['a token', (port) => port.call('POST', '/auth/access_token', port.credentials)],
  ['a request that is refused', (port) => port.call('POST', '/actions/nope/nope', {})],
])('%s, inserted before, changes no other name', async (_, before) => {
  expect(await story(before)).toBe(await story(async () => {}));
});
