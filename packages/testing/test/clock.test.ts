import { expect, it, onTestFinished } from 'vitest';
import { createFakePort } from '../src/index.ts';

const actions = [{ identifier: 'create' }];

it('stands still, and goes as far as it is told', async () => {
  const port = createFakePort({ actions, now: '2024-05-01T12:00:00.000Z' });
  const [first, second] = [await port.execute('create'), await port.execute('create')];
  expect(second.view().createdAt).toBe(first.view().createdAt);
  await port.clock.advance(90_000);
  expect(port.clock.now.toISOString()).toBe('2024-05-01T12:01:30.000Z');
  expect((await port.execute('create')).view().createdAt).toBe('2024-05-01T12:01:30.000Z');
});

it('does not go backwards, nor out of time', async () => {
  const { clock } = createFakePort();
  for (const milliseconds of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(clock.advance(milliseconds)).rejects.toThrow(RangeError);
  expect(clock.now.toISOString()).toBe('2024-01-01T00:00:00.000Z');
});

it('cannot be moved by whoever is given the time', () => {
  const { clock } = createFakePort();
  clock.now.setFullYear(1999);
  expect(clock.now.getFullYear()).toBe(2024);
});

it('is moved over HTTP too', async () => {
  const { url, close } = await createFakePort().listen({ control: true });
  onTestFinished(close);
  const advance = async (body: object) => {
    const answer = await fetch(`${url}/_berth/clock/advance`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, json: await answer.json() };
  };
  expect(await advance({ by: '1s' })).toEqual({
    status: 200,
    json: {
      from: '2024-01-01T00:00:00.000Z',
      to: '2024-01-01T00:00:01.000Z',
      fired: [],
      now: '2024-01-01T00:00:01.000Z',
    },
  });
  expect(await advance({ milliseconds: 500 })).toMatchObject({ json: { now: '2024-01-01T00:00:01.500Z' } });
  expect(await advance({})).toMatchObject({ status: 422, json: { error: 'control_failed' } });
});
