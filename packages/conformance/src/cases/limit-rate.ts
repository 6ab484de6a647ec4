import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import { expectErrorShape } from './error-shape.ts';

const PERIOD = 60;
/** How far the clocks of a target and of this machine may be apart, in milliseconds. */
const SKEW = 300_000;
const numbers = ['limit', 'period', 'remaining', 'reset'] as const;

type Allowance = Readonly<Record<(typeof numbers)[number], number>>;

const list = (lab: Lab) => lab.get('/actions/runs?limit=1');

function header({ headers }: Answer, name: string): number {
  const text = headers[name]?.trim() ?? '';
  return text === '' ? Number.NaN : Number(text);
}

function allowanceIn(answer: Answer): Allowance {
  const found = numbers.map((name) => {
    const value = header(answer, `x-ratelimit-${name}`);
    const got = answer.headers[`x-ratelimit-${name}`];
    expectThat(Number.isFinite(value), `${answer.to} is answered with a numeric x-ratelimit-${name}`, got);
    return [name, value] as const;
  });
  return Object.fromEntries(found) as Allowance;
}

/** What time it is for the target, in milliseconds. */
async function nowOf(lab: Lab): Promise<number> {
  if (lab.readOnly || lab.live) return Date.now() - SKEW;
  const { createdAt } = await lab.readRun(await lab.openRun());
  return Date.parse(String(createdAt));
}

/** The target itself, if it limits rates or nothing can be done about it; else the same with a limit. */
async function limited(lab: Lab): Promise<Lab> {
  const { headers } = await list(lab);
  const limits = headers['x-ratelimit-limit'] !== undefined;
  return limits || !lab.has('rate-limit') ? lab : lab.fresh({ rateLimit: { limit: 100, seconds: PERIOD } });
}

/** Reads until that is refused. */
async function exhaust(lab: Lab, most: number): Promise<Answer> {
  for (let call = 1; call <= most; call += 1) {
    const answer = await list(lab);
    if (answer.status === 429) return answer;
    await expectStatus(200, answer, `request ${call} of at most ${most}`);
  }
  throw new Untestable(`${most} requests were not refused`);
}

export const limitRateChecks: readonly Check[] = [
  {
    id: 'LIM-004',
    run: async (lab) => {
      const own = await limited(lab);
      const now = await nowOf(own);
      let before: Allowance | undefined;
      for (let call = 0; call < 10; call += 1) {
        const allowance = allowanceIn(await expectStatus(200, list(own)));
        const { limit, period, remaining, reset } = allowance;
        expectThat(
          reset * 1_000 > now,
          'x-ratelimit-reset is a second of the epoch that is still to come',
          reset,
        );
        expectThat(limit > 0 && period > 0, 'limit and period are above 0', { limit, period });
        expectThat(remaining >= 0 && remaining <= limit, 'what remains is within the limit', {
          limit,
          remaining,
        });
        if (before?.reset === reset) {
          const fell = remaining <= before.remaining;
          expectThat(fell, 'what remains does not rise inside a window', [before.remaining, remaining]);
        }
        before = allowance;
      }
    },
  },
  {
    id: 'LIM-005',
    controls: ['rate-limit'],
    run: async (lab) => {
      const own = await lab.fresh({ rateLimit: { limit: 5, seconds: PERIOD } });
      await expectStatus(200, list(own), 'the first request where five are allowed');
      for (let call = 2; call <= 5; call += 1) await list(own);
      const last = await expectStatus(429, list(own), 'the sixth request where five are allowed');
      expectErrorShape(last);
      const { headers } = last;
      const retry = headers['retry-after'];
      const told =
        Number.isFinite(header(last, 'x-ratelimit-reset')) || (retry !== undefined && isMoment(retry));
      expectThat(told, 'x-ratelimit-reset or retry-after says when to try again', headers);
    },
  },
  {
    id: 'LIM-006',
    controls: ['rate-limit', 'clock'],
    run: async (lab) => {
      const own = await lab.fresh({ rateLimit: { limit: 12, seconds: PERIOD } });
      const action = await own.action();
      const run = await own.openRun(action);
      const runs = async () => (await expectStatus(200, own.get(`/actions/runs?action=${action}`))).json;
      const before = await runs();
      const end = () => own.patch(`/actions/runs/${run}`, { status: 'SUCCESS' });
      await own.unchanged(run, async () => {
        await exhaust(own, 12);
        await expectStatus(429, end(), 'a PATCH over the limit');
        const log = { message: 'a line', terminationStatus: 'FAILURE' };
        await expectStatus(429, own.post(`/actions/runs/${run}/logs`, log), 'a log over the limit');
        await expectStatus(
          429,
          own.post(`/actions/${action}/runs`, { properties: {} }),
          'an execution over the limit',
        );
        await own.advance((PERIOD + 1) * 1_000);
      });
      expectEqual(await runs(), before, 'an execution that was answered with 429 made no run');
      await expectStatus(200, end(), 'the same PATCH once the window is over');
      const { status } = await own.runWhen(run, (found) => found.status === 'SUCCESS');
      expectEqual(status, 'SUCCESS', 'what was refused for being over the limit works later');
    },
  },
];

/** Seconds or a date. */
function isMoment(text: string): boolean {
  return Number.isFinite(Number(text)) || !Number.isNaN(Date.parse(text));
}
