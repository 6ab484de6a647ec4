import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';

const port = createFakePort();
const answered = () => port.fetch(`${port.baseUrl}/v1/openapi.json`);

describe('a response of the fake', () => {
  it('is one to whoever asks, and read in every way', async () => {
    const response = await answered();
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.statusText, response.ok, response.url]).toEqual([
      200,
      'OK',
      true,
      `${port.baseUrl}/v1/openapi.json`,
    ]);
    expect([response.type, response.redirected]).toEqual(['basic', false]);
    expect(inspect(response)).toContain('status: 200');
    const copied = new Response(response.clone().body, response);
    expect([copied.status, copied.headers.get('x-trace-id')]).toEqual([
      200,
      response.headers.get('x-trace-id'),
    ]);
    const text = await response.clone().text();
    expect(JSON.parse(text)).toMatchObject({ openapi: expect.any(String) });
    expect(await response.clone().json()).toEqual(JSON.parse(text));
    expect(new TextDecoder().decode(await response.clone().arrayBuffer())).toBe(text);
    expect(await (await response.clone().blob()).text()).toBe(text);
    expect(await new Response(response.body).text()).toBe(text);
  });

  it('is read once, like any other', async () => {
    const response = await answered();
    expect(response.bodyUsed).toBe(false);
    await response.text();
    expect(response.bodyUsed).toBe(true);
    await expect(response.json()).rejects.toThrow(TypeError);
    expect(() => response.clone()).toThrow(TypeError);
  });
});
