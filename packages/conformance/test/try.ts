// From the repository root: node --conditions=berth-source --import tsx packages/conformance/test/try.ts [seed|openapi] [area or id …] [--url http://host:port] [--reference]
// With --url the token comes from PORT_CLIENT_ID and PORT_CLIENT_SECRET.
import { checks } from '../src/cases/index.ts';
import { requirementOf } from '../src/catalogue/catalogue.ts';
import { applies } from '../src/session/applies.ts';
import { openSession } from '../src/session/open-session.ts';
import { runCheck } from '../src/session/run-check.ts';
import { urlTarget } from '../src/target/url-target.ts';
import { berthTarget } from './support/berth-target.ts';

const args = process.argv.slice(2);
const url = args.includes('--url') ? args.splice(args.indexOf('--url'), 2)[1] : undefined;
const reference = args.includes('--reference') && args.splice(args.indexOf('--reference'), 1).length > 0;
const profile =
  args[0] === 'seed' || args[0] === 'openapi' ? (args.shift() as 'seed' | 'openapi') : 'openapi';
let target = berthTarget(profile);
if (reference) {
  const path = new URL('../src/reference/reference-target.ts', import.meta.url).href;
  target = ((await import(path)) as { referenceTarget(options: object): typeof target }).referenceTarget({
    profile,
  });
}
if (url)
  target = {
    ...urlTarget(url, {
      clientId: process.env.PORT_CLIENT_ID ?? '',
      clientSecret: process.env.PORT_CLIENT_SECRET ?? '',
    }),
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
  };
const opened = openSession({ target, profile }, () => {});
opened.capable(target.capabilities ?? []);
const began = performance.now();
let failed = 0;
for (const check of checks) {
  const { area, level, text } = requirementOf(check.id);
  if (args.length > 0 && !args.some((arg) => arg === check.id || arg === area)) continue;
  const given = {
    target,
    capabilities: opened.session.capabilities,
    profile,
    mode: 'standard' as const,
    live: false,
    readOnly: false,
    receiver: true,
  };
  const verdict = applies(check, given);
  if (!verdict.run) {
    process.stdout.write(`${check.id} ${verdict.outcome}: ${verdict.reason}\n`);
    continue;
  }
  const result = await runCheck(opened.session, opened.connected, opened.made, check);
  if (result.outcome !== 'passed') failed += 1;
  process.stdout.write(
    `${check.id} ${level} ${result.outcome} ${result.requests} requests ${result.ms} ms\n`,
  );
  if (result.outcome !== 'passed')
    process.stdout.write(
      `   ${text}\n   ${result.reason ?? ''}\n${result.findings.map((f) => `   ${f.message}\n     expected ${JSON.stringify(f.expected)?.slice(0, 400)}\n     got      ${JSON.stringify(f.got)?.slice(0, 400)}`).join('\n')}\n`,
    );
  for (const line of [...result.warnings, ...result.tolerated, ...result.notes])
    process.stdout.write(`   note: ${line}\n`);
}
for (const violation of opened.session.invariants.violations.slice(0, 20))
  process.stdout.write(`invariant ${JSON.stringify(violation).slice(0, 600)}\n`);
process.stdout.write(
  `${failed} not passed, ${opened.session.invariants.violations.length} invariant violations, ${opened.session.recorder.count} requests, ${Math.round(performance.now() - began)} ms\n`,
);
await opened.close();
