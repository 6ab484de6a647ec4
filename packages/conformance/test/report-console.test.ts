import { expect, it } from 'vitest';
import { type ConsoleOptions, consoleReporter } from '../src/report/console.ts';
import type { SessionEvent } from '../src/session/events.ts';
import { conformant, events, exchange, footer, header, plan, result, tell } from './report-events.ts';

const ESCAPE = '\u001b';

async function printed(
  told?: readonly SessionEvent[],
  options: Partial<ConsoleOptions> = {},
): Promise<string> {
  let text = '';
  const stream = {
    write: (part: string) => {
      text += part;
    },
  };
  await tell(consoleReporter({ stream, color: false, width: 80, tty: false, ...options }), told);
  return text;
}

it('tells it all in 80 columns and without color', async () => {
  expect(await printed(undefined, { files: ['jsonl .conform/session.jsonl'] })).toMatchInlineSnapshot(`
    "conform 0.1.0  target http://localhost:3000/v1 (local)  profile openapi
      requirements 2026.1  mode standard  seed 7341
    capabilities tokens actions-admin entities audit webhook
    ! undeclared but answering: bulk
    plan 165 checks · 60 sequences · 24 races · ~610 requests
      leaves 214 runs (no route deletes one)

     AUTH      2/2   RUN-GET   0/2   RUN-PATCH 0/1   RUN-STATE 0/1   ENT-TIE   1/1
     LIM       0/1   CONC      0/1
     n/a 2: the target does not offer approval (RUN-APPR 2)
     skipped 2: needs a target in this process whose clock or rate-limit can be set
                (AUTH-008, LIM-003)

    ✗ RUN-PATCH-008  MUST  A later \`link\` replaces the former one entirely, in every
        string/list combination.
        found by the model: sequence 12, shrunk 17 → 3 calls (31 requests)
        PATCH /actions/runs/{run_id} leaves the link that was sent last
          PATCH {"link":"https://l/1"}   200
          PATCH {"link":[]}   200
        expected  []
        got       ["https://l/1"]
        files     .conform/RUN-PATCH-008/repro.sh
                  .conform/RUN-PATCH-008/repro.json
    ✗ CONC-001  MUST  Of two final logs sent at once, exactly one is accepted; the
        other is refused.
        found by a race: 14 of 20 trials
        exactly one of two final logs at once is accepted
          PATCH /actions/runs/r_1?version=v2 {"link":["https://l/1"]}   200
           client A              client B
           POST logs SUCCESS ─┐
                              └─ 201
    ? RUN-GET-004  MUST  \`createdAt\` and \`updatedAt\` are RFC 3339 instants,
        createdAt ≤ updatedAt.
        untestable: no run could be made: 500
    ! RUN-GET-009  SHOULD  Read-your-writes: a GET issued after a 2xx write shows
        it, at once on a local target, within the settle window on a live one.
        flaky: failed once, held when tried again
        found by its check
        a write is read at once
        expected  "b"
        got       "a"
    ! LIM-004  SHOULD, does not count  Answers carry numeric x-ratelimit-limit,
        -period, -remaining, -reset; remaining does not rise inside a window; reset
        is a future epoch second.
        answers carry rate-limit headers
        got       {"server":"x"}
    ! AUTH-002  warning: the error is \`invalid_credentials\`
    ~ ENT-TIE-006  tolerated: C4: 422 where 400 is documented
    = RUN-STATE-001  MUST  A run ended by PATCH status takes no further PATCH of any
        key.
        failed as expected: known since 2.3, see the changelog

    MUST 4/7   SHOULD 1/2   warnings 1   tolerated 1   flaky 1   untestable 1
    skipped 2   n/a 2   read lag p95 4 ms
    left at the target: 214 run records (no route deletes one)
      blueprint conform-k3x9-b-1 (could not be removed)
    NOT CONFORMANT (3 MUST)   jsonl .conform/session.jsonl   612 requests in 3.8 s
      exit 1
    "
  `);
});

it.each([40, 60, 80, 100, 200])('no line is longer than %i', async (width) => {
  const text = await printed(undefined, { width });
  const long = text.split('\n').filter((line) => [...line].length > width && !/ \/|\.conform\//.test(line));
  expect(long).toEqual([]);
});

it('color adds nothing but color', async () => {
  const colored = await printed(undefined, { color: true });
  const plain = colored
    .split(ESCAPE)
    .map((part, at) => (at === 0 ? part : part.slice(part.indexOf('m') + 1)));
  expect(colored).toContain(`${ESCAPE}[31m✗ RUN-PATCH-008${ESCAPE}[0m  MUST`);
  expect(colored).toContain(`${ESCAPE}[31mNOT CONFORMANT (3 MUST)${ESCAPE}[0m`);
  expect(plain.join('')).toBe(await printed());
});

it.each<[string, readonly SessionEvent[]]>([
  ['CONFORMANT   612 requests in 3.8 s   exit 0', [header, result('AUTH-001', 'passed'), conformant]],
  ['INCOMPLETE (the session did not end)   1 requests   exit 3', [header, exchange(1, 'setup')]],
  [
    'INCOMPLETE (out of time)   612 requests in 3.8 s   exit 3',
    [header, { ...footer, verdict: 'incomplete', exitCode: 3, reason: 'out of time' }],
  ],
  [
    'INCOMPLETE (connect ECONNREFUSED)   exit 4',
    [
      {
        ...conformant,
        verdict: 'incomplete',
        exitCode: 4,
        reason: 'connect ECONNREFUSED',
        requests: 0,
        ms: 0,
      },
    ],
  ],
  [
    'NOT CONFORMANT (1 no longer failing though expected to)   612 requests in 3.8 s',
    [header, result('AUTH-001', 'passed'), { ...footer, stale: ['AUTH-001'] }],
  ],
  [
    'NOT CONFORMANT (1 SHOULD)   612 requests in 3.8 s   exit 1',
    [
      { ...header, strict: true },
      result('LIM-004', 'failed'),
      result('EXT-001', 'failed', { level: 'MAY' }),
      footer,
    ],
  ],
])('ends with %s', async (line, told) => {
  expect(`\n${await printed(told)}`).toContain(`\n${line}`);
});

it('names what must come off the list of expectations', async () => {
  const text = await printed([header, result('AUTH-001', 'passed'), { ...footer, stale: ['AUTH-001'] }]);
  expect(text).toContain('✗ AUTH-001  MUST  was expected to fail and did not');
});

it('says when the checker itself failed', async () => {
  const text = await printed([header, result('AUTH-001', 'error', { reason: 'TypeError: x' })]);
  expect(text).toContain('E AUTH-001  MUST');
  expect(text).toContain('the checker failed: TypeError: x');
});

it('cuts long values and long lists of findings and calls', async () => {
  const got = Array.from({ length: 40 }, (_, at) => ({ at }));
  const finding = { by: 'check' as const, message: 'm', got, exchanges: [1, 2, 3, 4, 5, 6, 7, 8] };
  const exchanges = finding.exchanges.map((number) => exchange(number, 'AUTH-001'));
  const findings = Array.from({ length: 5 }, () => finding);
  const text = await printed([header, ...exchanges, result('AUTH-001', 'failed', { findings }), footer]);
  expect(text).toContain('… 111 more lines');
  expect(text).toContain('… 2 earlier calls');
  expect(text).toContain('… and 2 more findings');
  expect(text.split('\n').length).toBeLessThan(90);
});

it('what a target answers cannot drive the terminal', async () => {
  const bad = `\u001b]0;owned\u0007\u009b2J\r\u202eevil\nnext\t`;
  const text = await printed([
    { ...header, target: bad },
    exchange(1, 'AUTH-001', { request: { method: 'GET', path: `/${bad}`, headers: {} }, failure: bad }),
    result('AUTH-001', 'failed', {
      findings: [
        {
          by: 'check',
          message: bad,
          got: `500 ${bad}`,
          expected: bad,
          exchanges: [1],
          picture: bad,
          story: bad,
        },
      ],
      warnings: [bad],
      tolerated: [bad],
    }),
    result('AUTH-002', 'untestable', { reason: bad }),
    { ...footer, left: [bad] },
  ]);
  expect(text.match(/[\p{Cc}\p{Cf}]/gu)?.filter((character) => character !== '\n') ?? []).toEqual([]);
  expect(text).toContain('\\u001b]0;owned\\u0007\\u009b2J\\r\\u202eevil');
});

it('on a terminal one line of progress is written over and gone in the end', () => {
  const parts: string[] = [];
  const stream = { write: (part: string) => parts.push(part) };
  const reporter = consoleReporter({ stream, color: false, width: 40, tty: true });
  reporter.progress?.({
    phase: 'checks',
    done: 0,
    total: 165,
    requests: 7,
    about: 'RUN-PATCH-008 and so on and on',
  });
  for (let done = 1; done < 100; done += 1)
    reporter.progress?.({ phase: 'checks', done, total: 165, requests: 8 });
  reporter.progress?.({ phase: 'races', done: 0, total: 0, requests: 300 });
  reporter.event(header);
  reporter.event(plan);
  expect(parts.slice(0, -1).length).toBeLessThan(20);
  expect(parts[0]).toBe('\r\u001b[2Kchecks 0/165   7 requests   RUN-PATCH-…');
  expect(parts.at(-4)).toBe('\r\u001b[2Kraces   300 requests');
  expect(parts.at(-3)).toBe('\r\u001b[2K');
  expect(parts.at(-2)).toMatch(/^conform 0\.1\.0/);
});

it('without a terminal there is no progress', () => {
  const reporter = consoleReporter({ stream: { write: () => true }, color: false, width: 80, tty: false });
  expect(reporter.progress).toBeUndefined();
});

it('says nothing twice', async () => {
  const text = await printed([...events]);
  expect(text.match(/NOT CONFORMANT/g)).toHaveLength(1);
});

const unreachable = (reason: string): SessionEvent => ({
  ...conformant,
  verdict: 'incomplete',
  exitCode: 4,
  reason,
});

it('of a target that was not reached it says where it should be and why it was not, and nothing else', async () => {
  const reason =
    'http://localhost:3000/v1 drops connections before it answers (ECONNRESET). Set PORT_CLIENT_ID, or name one: --token-env NAME.';
  expect(
    await printed([{ ...header, capabilities: [], undeclared: [] }, unreachable(reason)]),
  ).toMatchInlineSnapshot(`
    "conform 0.1.0  target http://localhost:3000/v1 (local)
    INCOMPLETE: http://localhost:3000/v1 drops connections before it answers
      (ECONNRESET). Set PORT_CLIENT_ID, or name one: --token-env NAME.
      exit 4
    "
  `);
});

it.each([40, 50, 60])('breaks no URL, path, call or flag with its value at %i', async (width) => {
  const whole = ['http://a.example/a/path/that/is/longer/than/the/line?q=1', '--token-env NAME', 'GET /v1/a'];
  const text = await printed([header, unreachable(`no ${whole.join(' or ')} of these has an answer`)], {
    width,
  });
  for (const each of whole) expect(text).toContain(each);
});

it('says when only the plan was asked for', async () => {
  const reason = 'the plan was not agreed to; nothing was written';
  const text = await printed([
    header,
    plan,
    { ...conformant, verdict: 'incomplete', exitCode: 3, reason, requests: 2, ms: 100 },
  ]);
  expect(text).toMatch(/\n\nPLAN ONLY: nothing was checked, nothing was written {3}2 requests in 0\.1 s\n$/);
  expect(text).not.toContain('warnings');
});

it('is silent on the runs left in a process that is over', async () => {
  const told = events.map((event) => (event.type === 'header' ? { ...event, target: 'fake:' } : event));
  const text = await printed(told);
  expect(text).not.toContain('no route deletes');
  expect(text).toContain('left at the target: blueprint conform-k3x9-b-1 (could not be removed)');
});

it('puts the word to a race below it when there is no room beside it', async () => {
  const note = 'CONC-001: r0 has ended and takes no log: expected 4xx, got 201';
  const picture = ` client A              client B\n POST logs SUCCESS ─┐\n                    └─ 201   <- ${note}\n`;
  const finding = { by: 'race' as const, message: 'm', exchanges: [], picture };
  const text = await printed([header, result('CONC-001', 'failed', { findings: [finding] }), footer]);
  expect(text).toContain(`└─ 201\n        ^ ${note}\n`);
});
