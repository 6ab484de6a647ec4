import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { RequestOptions } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { ownParser, ownReading } from '../host-answers.ts';
import { execute, expectRefused, expectStatus, freeAction, logsOf, openRun, snapshot } from '../world.ts';
import { bodyContentCases } from './body-content.ts';

const badRequest = { status: 400, error: 'bad_request' };
const unsupported = { status: 415, error: 'unsupported_media_type' };
const invalid = { status: 422, error: 'invalid_request' };

const utf8 = new TextEncoder();

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

  for (const [kind, raw] of [
    ['lists', `{"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['objects', `{"message":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
  ] as const) {
    neverRead(`100,000 levels of ${kind} are refused without harm`, invalid, { raw });
  }

  for (const raw of ['null', '"x"', '1', 'true']) neverRead(`${raw} as a body is 422`, invalid, { raw });
  for (const raw of ['[]', '[{"message":"a"}]']) neverTaken(`${raw} as a body is 422`, invalid, { raw });

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

  bodyContentCases(given);
}
