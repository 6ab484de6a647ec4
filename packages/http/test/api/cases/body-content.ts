import { expect, it } from 'vitest';
import type { Answer, RequestOptions } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { expectRefused, expectStatus, freeAction, logsOf, openRun, runOf, snapshot } from '../world.ts';

/** Objects and lists in turn, so many levels in all, as JSON. */
function nested(levels: number): string {
  const opening = Array.from({ length: levels }, (_, at) => (at % 2 === 0 ? '{"a":' : '['));
  const closing = opening.map((open) => (open === '[' ? ']' : '}')).reverse();
  return `${opening.join('')}null${closing.join('')}`;
}

export function bodyContentCases({ api }: Given): void {
  const patch = (run: string, options: RequestOptions) =>
    api().request('PATCH', `/actions/runs/${run}`, options);
  const log = (run: string, options: RequestOptions) =>
    api().request('POST', `/actions/runs/${run}/logs`, options);

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

  it('of a key given twice the last one counts', async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, { raw: '{"summary":"first","statusLabel":"a","summary":"last"}' }));
    expect(await runOf(api(), run)).toMatchObject({ summary: 'last', statusLabel: 'a' });
    await expectStatus(201, log(run, { raw: '{"message":1,"message":"last"}' }));
    expect(await logsOf(api(), run)).toEqual(['last']);
  });
}
