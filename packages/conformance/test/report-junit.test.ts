import fc from 'fast-check';
import { expect, it } from 'vitest';
import { junitReporter, junitXml } from '../src/report/junit.ts';
import { conformant, footer, header, result } from './report-events.ts';
import { written } from './report-files.ts';

const session = (results: Parameters<typeof junitXml>[0]['results'], end = footer) => ({
  header,
  exchanges: [],
  results,
  footer: end,
});

/** The names of the tags in order; throws where the text is not well-formed. */
function tagsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const rest = body.replace(
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<\n\t]*")*)(\/?)>/g,
    (_, end, name, __, empty) => {
      if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (!end && !empty) open.push(name);
      if (!end) tags.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10|#9);)/);
  // What XML 1.0 does not allow, half characters included.
  expect(xml.isWellFormed()).toBe(true);
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  return tags;
}

it('has a suite for each area and a case for each requirement', async () => {
  const xml = await written(junitReporter);
  const tags = tagsOf(xml);
  expect(tags.filter((tag) => tag === 'testcase')).toHaveLength(13);
  expect(xml).toContain('tests="13" failures="2" errors="1" skipped="7" time="3.812"');
  expect(xml.match(/testsuite name="[^"]*"/g)).toEqual(
    ['AUTH', 'RUN-GET', 'RUN-PATCH', 'RUN-STATE', 'RUN-APPR', 'ENT-TIE', 'LIM', 'CONC'].map(
      (area) => `testsuite name="${area}"`,
    ),
  );
});

it.each([
  ['AUTH-001', 'passed', {}, /<testcase[^>]*><system-out>MUST: Exchanging/],
  ['AUTH-001', 'failed', {}, /<failure message="failed" type="MUST"\/>/],
  ['AUTH-001', 'untestable', { reason: 'r' }, /<error message="untestable: r" type="MUST"\/>/],
  ['AUTH-001', 'error', { reason: 'r' }, /<error message="the checker failed: r" type="MUST"\/>/],
  ['AUTH-001', 'flaky', {}, /<skipped message="flaky, does not count \(MUST\): flaky"\/>/],
  ['AUTH-001', 'failed', { expected: 'why' }, /<skipped message="failed as expected: why"\/>/],
  ['LIM-004', 'failed', {}, /<skipped message="failed, does not count \(SHOULD\): failed"\/>/],
  ['LIM-004', 'skipped', { reason: 'r' }, /<skipped message="skipped: r"\/>/],
  ['LIM-004', 'not-applicable', {}, /<skipped message="not applicable"\/>/],
] as const)('%s %s %j', (id, outcome, more, pattern) => {
  const xml = junitXml(session([result(id, outcome, more)], conformant));
  tagsOf(xml);
  expect(xml).toMatch(pattern);
});

it('is red for what stands on the list of expectations and no longer fails', () => {
  const xml = junitXml(session([result('AUTH-001', 'passed')], { ...footer, stale: ['AUTH-001'] }));
  expect(xml).toContain('<failure message="was expected to fail and did not');
});

it('is red when only SHOULD speaks against a target, and that counts', () => {
  const told = session([result('LIM-004', 'failed')]);
  expect(junitXml({ ...told, header: { ...header, strict: true } })).toContain(
    '<failure message="failed" type="SHOULD"/>',
  );
});

it('is never green when the session is incomplete', () => {
  const xml = junitXml({ header, exchanges: [], results: [result('AUTH-001', 'passed')] });
  expect(xml).toContain('tests="2" failures="0" errors="1"');
  expect(xml).toContain('<error message="INCOMPLETE (the session did not end)" type="incomplete"/>');
});

it('is XML whatever a target answers', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
        fc.constantFrom(
          ']]>',
          '<a b="c">&amp;&#0;',
          '\u0000\u0008\u000b\u001b\u007f\ufffe\uffff\ud800',
          '"\t\r\n\'',
        ),
      ),
      (text) => {
        const finding = {
          by: 'check' as const,
          message: text,
          got: text,
          expected: { [text]: text },
          exchanges: [],
        };
        const more = { findings: [finding], warnings: [text], reason: text };
        const told = session([
          result('AUTH-001', 'failed', more),
          result('AUTH-002', 'untestable', more),
          result(`AUTH-${text}`, 'skipped', more),
        ]);
        tagsOf(junitXml({ ...told, header: { ...header, target: text } }));
      },
    ),
    { numRuns: 200 },
  );
});
