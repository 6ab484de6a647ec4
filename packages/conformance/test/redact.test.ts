import { expect, it } from 'vitest';
import { recorder } from '../src/exchange/recorder.ts';
import { redactor } from '../src/safety/redact.ts';

const secret = 'p@ss "word"/1';

it('takes a secret out by its value, wherever and in whatever form it turns up', () => {
  const { learn, text } = redactor();
  learn(secret);
  const everywhere = `${secret} ${JSON.stringify(secret)} ${encodeURIComponent(secret)} ${secret}`;
  expect(text(everywhere)).toBe('<redacted> "<redacted>" <redacted> <redacted>');
});

it('takes a secret out by its key, before its value is known', () => {
  const { text } = redactor();
  expect(text('{"clientId":"c","clientSecret" : "a\\"b\\\\", "accessToken":"t"}')).toBe(
    '{"clientId":"c","clientSecret" : "<redacted>", "accessToken":"<redacted>"}',
  );
  const nested = JSON.stringify({ body: JSON.stringify({ clientSecret: 's', n: 1 }) });
  expect(JSON.parse(JSON.parse(text(nested)).body)).toEqual({ clientSecret: '<redacted>', n: 1 });
});

it.each(['authorization', 'cookie', 'set-cookie', 'x-port-signature'])('hides the header %s', (name) => {
  expect(redactor().headers({ [name]: 'Bearer x', accept: 'y' })).toEqual({
    [name]: '<redacted>',
    accept: 'y',
  });
});

it('looks into values as deep as they go, keys included', () => {
  const { learn, value } = redactor();
  learn('a-secret');
  const deep = { list: [{ 'a-secret': 'x a-secret', n: 1, none: null, accessToken: { t: 1 } }] };
  expect(value(deep)).toEqual({
    list: [{ '<redacted>': 'x <redacted>', n: 1, none: null, accessToken: '<redacted>' }],
  });
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(() => value(loop)).not.toThrow();
});

it('leaves ordinary words alone, and what is no secret', () => {
  const { learn, text } = redactor();
  for (const short of ['', 'run', undefined]) learn(short);
  expect(text('a run of $& and "token":"x"')).toBe('a run of $& and "token":"x"');
});

it('is done to every exchange before anybody hears of it', () => {
  const redact = redactor();
  redact.learn('a-secret');
  const heard: unknown[] = [];
  const { record, of } = recorder(redact, (event) => heard.push(event));
  record({
    purpose: 'setup',
    request: {
      method: 'POST',
      path: '/x?token=a-secret',
      headers: { authorization: 'Bearer a-secret', 'x-also': 'a-secret' },
      body: Buffer.from('{"message":"a-secret"}'),
    },
    at: new Date(0),
    ms: 1.4,
    response: { status: 500, headers: { 'set-cookie': 'a-secret' }, text: `a-secret ${'x'.repeat(9_000)}` },
    failure: 'of a-secret',
  });
  expect(heard).toEqual(of('setup'));
  expect(JSON.stringify(heard)).not.toContain('a-secret');
  expect(heard).toMatchObject([
    {
      number: 1,
      request: { path: '/x?token=<redacted>', body: '{"message":"<redacted>"}' },
      response: { body: expect.stringMatching(/… \(9009 characters\)$/) },
    },
  ]);
});
