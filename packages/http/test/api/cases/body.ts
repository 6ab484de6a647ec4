import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Answer, RequestOptions } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { ownParser, ownReading } from '../host-answers.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  logsOf,
  openRun,
  runOf,
  snapshot,
} from '../world.ts';

const badRequest = { status: 400, error: 'bad_request' };
const unsupported = { status: 415, error: 'unsupported_media_type' };
const invalid = { status: 422, error: 'invalid_request' };

const utf8 = new TextEncoder();

/** Objects and lists in turn, so many levels in all, as JSON. */
function nested(levels: number): string {
  const opening = Array.from({ length: levels }, (_, at) => (at % 2 === 0 ? '{"a":' : '['));
  const closing = opening.map((open) => (open === '[' ? ']' : '}')).reverse();
  return `${opening.join('')}null${closing.join('')}`;
}

export function bodyCases(given: Given): void {
  const { api } = given;
  const patch = (run: string, options: RequestOptions) =>
    api().request('PATCH', `/actions/runs/${run}`, options);
  const log = (run: string, options: RequestOptions) =>
    api().request('POST', `/actions/runs/${run}/logs`, options);

  /** A body that neither PATCH nor POST takes, and that changes nothing. */
  const neverTaken = (title: string, expected: { status: number; error: string }, options: RequestOptions) =>
    it(title, async () => {
      const run = await openRun(api());
      const before = await snapshot(api(), run);
      await expectRefused(expected.status, expected.error, patch(run, options));
      await expectRefused(expected.status, expected.error, log(run, options));
      expect(await snapshot(api(), run)).toEqual(before);
    });

  /** The same of a body that a host's parser refuses before us. */
  const neverRead = (title: string, expected: { status: number; error: string }, options: RequestOptions) =>
    ownParser(given, title, expected, async (refused) => {
      const run = await openRun(api());
      const before = await snapshot(api(), run);
      await refused('PATCH', `/actions/runs/${run}`, options);
      await refused('POST', `/actions/runs/${run}/logs`, options);
      expect(await snapshot(api(), run)).toEqual(before);
    });

  for (const raw of [
    '{',
    '{"message":}',
    'nope',
    "{'message':'a'}",
    '{"message":"a"} more',
    '{"message":"a",}',
    '{"message":"\t"}',
  ]) {
    neverRead(`${JSON.stringify(raw)} is no JSON: 400`, badRequest, { raw });
  }

  for (const type of [
    'text/plain',
    'text/json',
    'application/jsonx',
    'application/merge-patch+json',
    'application/x-www-form-urlencoded',
    'json',
  ]) {
    neverTaken(`content type ${type} is 415`, unsupported, {
      raw: '{"message":"a"}',
      headers: { 'content-type': type },
    });
  }

  it('no content type is 415', async () => {
    const run = await openRun(api());
    const before = await snapshot(api(), run);
    for (const [method, path] of [
      ['PATCH', ''],
      ['POST', '/logs'],
    ] as const) {
      const { status, text } = await given.mounted().send({
        method,
        path: `/actions/runs/${run}${path}`,
        headers: { authorization: `Bearer ${api().token}` },
        body: utf8.encode('{"message":"a"}'),
      });
      expect([status, JSON.parse(text).error]).toEqual([415, 'unsupported_media_type']);
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  neverRead('charset latin1 is 415', unsupported, {
    raw: '{"message":"a"}',
    headers: { 'content-type': 'application/json; charset=latin1' },
  });

  it('JSON in UTF-8 is taken however its content type is written', async () => {
    const run = await openRun(api());
    const types = [
      'application/json; charset=utf-8',
      'Application/JSON;charset=UTF-8',
      'application/json; charset="utf-8"',
      'application/json ; a=b',
    ];
    for (const type of types) {
      await expectStatus(
        201,
        log(run, { raw: `{"message":${JSON.stringify(`ż ☃ ${type}`)}}`, headers: { 'content-type': type } }),
      );
    }
    expect(await logsOf(api(), run)).toEqual(types.map((type) => `ż ☃ ${type}`));
  });

  const zipped = {
    raw: Uint8Array.from(gzipSync('{"message":"a"}')),
    headers: { 'content-encoding': 'gzip' },
  };
  ownReading(
    given,
    'content-encoding gzip is 415',
    async () => {
      const run = await openRun(api());
      await expectRefused(415, 'unsupported_media_type', log(run, zipped));
      await expectRefused(415, 'unsupported_media_type', patch(run, zipped));
      expect(await logsOf(api(), run)).toEqual([]);
      await expectStatus(
        201,
        log(run, { raw: '{"message":"a"}', headers: { 'content-encoding': 'identity' } }),
      );
    },
    async () => {
      const run = await openRun(api());
      await expectStatus(201, log(run, zipped));
      expect(await logsOf(api(), run)).toEqual(['a']);
    },
  );

  const broken = { raw: Uint8Array.from([...utf8.encode('{"message":"'), 0xff, 0xc3, ...utf8.encode('"}')]) };
  ownReading(
    given,
    'what is not UTF-8 is 400',
    async () => {
      const run = await openRun(api());
      const before = await snapshot(api(), run);
      await expectRefused(400, 'bad_request', log(run, broken));
      await expectRefused(400, 'bad_request', patch(run, broken));
      expect(await snapshot(api(), run)).toEqual(before);
    },
    async () => {
      const run = await openRun(api());
      await expectStatus(201, log(run, broken));
      expect((await logsOf(api(), run))[0]).toMatch(/^\ufffd+$/);
    },
  );

  for (const raw of ['null', '"x"', '1', 'true']) neverRead(`${raw} as a body is 422`, invalid, { raw });
  for (const raw of ['[]', '[{"message":"a"}]']) neverTaken(`${raw} as a body is 422`, invalid, { raw });

  for (const [what, text] of [
    ['a lone surrogate', '\\ud800'],
    ['another lone surrogate', 'a\\udc00b'],
    ['NUL', '\\u0000'],
  ]) {
    it(`${what} in a text or a key is 422, at any depth`, async () => {
      const run = await openRun(api());
      const action = await freeAction(api());
      const before = await snapshot(api(), run);
      const answers: Answer[] = [];
      for (const raw of [
        `{"summary":"${text}"}`,
        `{"link":["a","${text}"]}`,
        `{"message":{"a":{"${text}":1}}}`,
      ]) {
        answers.push(await patch(run, { raw }));
      }
      answers.push(await log(run, { raw: `{"message":"a ${text}"}` }));
      for (const raw of [`{"a":[{"b":"${text}"}]}`, `{"${text}":1}`, `{"a":[{"x${text}":1}]}`]) {
        answers.push(
          await api().request('POST', `/actions/${action}/runs`, { raw: `{"properties":${raw}}` }),
        );
      }
      for (const { status, json } of answers) {
        expect([status, json.error]).toEqual([422, 'invalid_request']);
        expect(json.message).toMatch(/must NOT .* NUL or unpaired surrogates/);
      }
      expect(await snapshot(api(), run)).toEqual(before);
      expect((await api().get(`/actions/runs?action=${action}`)).json.runs).toEqual([]);
    });
  }

  it('a surrogate pair and other control characters are text like any other', async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, { raw: '{"summary":"\\ud83d\\ude00\\u0001\\u007f\\u2028"}' }));
    expect((await runOf(api(), run)).summary).toBe('\u{1f600}\u0001\u007f\u2028');
  });

  it('the key __proto__ is 422 at any depth; constructor and its like are data', async () => {
    const [run, canary, action] = [await openRun(api()), await openRun(api()), await freeAction(api())];
    const before = [await snapshot(api(), run), await snapshot(api(), canary)];
    const start = (raw: string) =>
      api().request('POST', `/actions/${action}/runs`, { raw: `{"properties":${raw}}` });
    for (const raw of ['{"__proto__":{"status":"FAILURE"}}', '{"message":{"a":{"__proto__":null}}}']) {
      await expectRefused(422, 'invalid_request', patch(run, { raw }));
    }
    await expectRefused(
      422,
      'invalid_request',
      log(run, { raw: '{"message":"a","__proto__":{"terminationStatus":"FAILURE"}}' }),
    );
    for (const raw of ['{"__proto__":{"status":1}}', '{"a":[{"__proto__":1}]}'])
      await expectRefused(422, 'invalid_request', start(raw));
    expect([await snapshot(api(), run), await snapshot(api(), canary)]).toEqual(before);
    expect(({} as { status?: unknown }).status).toBeUndefined();
    const data = { constructor: { prototype: 1 }, prototype: [], valueOf: 'a', proto__: {}, __proto: 1 };
    const { json } = await expectStatus(202, start(JSON.stringify(data)));
    expect(Object.entries(json.run.properties)).toEqual(Object.entries(data));
  });

  it('a number beyond a double is 422, one within comes back', async () => {
    const action = await freeAction(api());
    const start = (raw: string) =>
      api().request('POST', `/actions/${action}/runs`, { raw: `{"properties":{"a":${raw}}}` });
    for (const raw of ['1e999', '-1e999', '[1,{"b":1e400}]'])
      await expectRefused(422, 'invalid_request', start(raw));
    for (const number of [1e308, -0.1, 5e-324, 9007199254740991]) {
      expect((await expectStatus(202, start(String(number)))).json.run.properties).toEqual({ a: number });
    }
  });

  it('200 levels of nesting are taken and come back, 201 are 422', async () => {
    const action = await freeAction(api());
    // The body itself and `properties` are two of them.
    const start = (levels: number) =>
      api().request('POST', `/actions/${action}/runs`, { raw: `{"properties":${nested(levels - 1)}}` });
    const { json } = await expectStatus(202, start(200));
    expect(JSON.stringify(json.run.properties)).toBe(nested(199));
    expect(JSON.stringify((await runOf(api(), json.run.id)).properties)).toBe(nested(199));
    const refused = await start(201);
    await expectRefused(422, 'invalid_request', Promise.resolve(refused));
    expect(refused.json.message).toContain('200 levels');
    expect((await api().get(`/actions/runs?action=${action}`)).json.runs).toHaveLength(1);
  });

  for (const [kind, raw] of [
    ['lists', `{"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects', `{"message":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
  ] as const) {
    neverRead(`100,000 levels of ${kind} are refused without harm`, invalid, { raw });
  }

  it('of a key given twice the last one counts', async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, { raw: '{"summary":"first","statusLabel":"a","summary":"last"}' }));
    expect(await runOf(api(), run)).toMatchObject({ summary: 'last', statusLabel: 'a' });
    await expectStatus(201, log(run, { raw: '{"message":1,"message":"last"}' }));
    expect(await logsOf(api(), run)).toEqual(['last']);
  });

  it('an empty body is no body: taken where none is required, else 422', async () => {
    const run = await openRun(api());
    const before = await snapshot(api(), run);
    for (const options of [{ raw: '' }, { raw: '', headers: { 'content-type': 'text/plain' } }, {}]) {
      expect((await expectStatus(200, patch(run, options))).json.run.id).toBe(run);
      await expectRefused(422, 'invalid_request', log(run, options));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('GET and DELETE take a JSON content type without a body', async () => {
    const run = await openRun(api());
    const action = await freeAction(api());
    const headers = { 'content-type': 'application/json' };
    await expectStatus(200, api().get(`/actions/runs/${run}`, { headers }));
    await expectStatus(200, api().delete(`/actions/${action}`, { headers }));
    await expectStatus(404, api().get(`/actions/${action}`, { headers }));
  });

  it('a body that one case refuses does not spoil the next request on the connection', async () => {
    const action = await freeAction(api());
    for (const raw of ['{"properties":[]}', '{"properties":{},"more":1}']) {
      await expectRefused(422, 'invalid_request', api().request('POST', `/actions/${action}/runs`, { raw }));
      await execute(api(), action);
    }
    expect((await api().get(`/actions/runs?action=${action}`)).json.runs).toHaveLength(2);
  });
}
