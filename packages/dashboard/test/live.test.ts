import { expect, it } from 'vitest';
import { ask, type Sent } from './support/ask.ts';
import { withHostLogin } from './support/berth.ts';
import { hosts, portOf } from './support/hosts.ts';

const action = {
  identifier: 'deploy',
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'KAFKA' },
};

it.each(hosts)('passes the events and the log of a run on, in $name', async ({ base, open }) => {
  const port = await portOf(open(withHostLogin(), base, () => ({ id: 'ada' })));
  const api = async (method: string, path: string, sent: Sent = {}) => {
    const headers = { 'sec-fetch-site': 'same-origin', ...sent.headers };
    const answer = await ask(port, method, `${base}/api/v1${path}`, { ...sent, headers });
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer;
  };
  await api('POST', '/actions', { body: action });
  const started = await api('POST', '/actions/deploy/runs', { body: { properties: {} } });
  const { id } = JSON.parse(started.text).run;
  const last = { message: '<script>alert(1)</script>', terminationStatus: 'SUCCESS' };
  await api('POST', `/actions/runs/${id}/logs`, { body: last });

  const events = await api('GET', `/berth/runs/${id}/events`);
  expect(events.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(events.headers['content-security-policy']).toContain("script-src 'self'");
  expect(events.text).toContain('event: end\ndata: {"status":"SUCCESS"}');

  const log = await api('GET', `/berth/runs/${id}/log.txt`);
  expect(log.headers).toMatchObject({
    'content-type': expect.stringMatching(/^text\/plain/),
    'content-disposition': expect.stringContaining('attachment'),
    'x-content-type-options': 'nosniff',
  });
  expect(log.text).toContain(last.message);
});
