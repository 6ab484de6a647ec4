import '../src/vitest.ts';
import { expect, it } from 'vitest';
import { createFakePort, type FakePortOptions, outcome } from '../src/index.ts';
import { deploy, hook } from './scenery.ts';

/** A fake that was left with one of each finding. */
async function left(options: FakePortOptions = {}) {
  const port = createFakePort({ ...options, actions: [deploy, hook] });
  port.fault({ op: 'runs.update', effect: { kind: 'hang' }, label: 'never met' });
  port.fault({ op: 'runs.list', effect: { kind: 'hang' }, schedule: { skip: 5 } });
  await port.call('GET', '/actions/runs');
  await port.call('GET', '/nope');
  port.backend('deploy', async ({ sleep }) => {
    await sleep('1h');
  });
  await port.execute('deploy');
  await port.execute('hook');
  await port.run(port.runs({ action: 'deploy' })[0]?.id ?? '').waitFor('invoked');
  port.clock.hold('a container');
  return port;
}

it('lists all that a test has left', async () => {
  const port = await left();
  expect(() => port.verify()).toThrowErrorMatchingInlineSnapshot(`
    [Error: The fake Port was left with findings.
    Unknown operations:
      GET /nope is no operation that this fake Port has. Closest is actions.get: GET /actions/:action_identifier ("actions" is missing).
    Faults that met nothing:
      "never met" (hang on runs.update): no exchange matched it
      "hang on runs.list" (hang on runs.list): the 1 that matched were let pass
    Runs that have not ended:
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it
      run r_00002pAyoLi0amrY has nobody who listens for it: name one with port.backend("hook", …) or port.app(…)
    Work that was left:
      time is held: a container
      not finished: the backend of "deploy" with run r_00001B68puYYsh3Q
      not due yet: the backend of run r_00001B68puYYsh3Q sleeps]
  `);
});

it('says nothing of a test that left nothing', async () => {
  const port = createFakePort({ actions: [deploy] });
  port.backend('deploy', outcome.success({ after: '1h' }));
  using fault = port.fault({ op: 'runs.update', effect: { kind: 'latency', by: '1s' } });
  await (await port.execute('deploy')).waitFor('SUCCESS', { within: '2h' });
  await port.settle();
  fault.assertFired();
  port.verify();
});

it('does not forget an unknown operation with the journal, however little that holds', async () => {
  const port = createFakePort({ journal: { max: 0 } });
  await port.call('GET', '/nope');
  port.journal.clear();
  expect(() => port.verify()).toThrow('GET /nope is no operation that this fake Port has');
});

it('tells what was done wrong, however little the journal holds', async () => {
  const port = createFakePort({ journal: { max: 0 } });
  await port.call('GET', '/nope');
  expect(port.journal).not.toHaveNoViolations();
});

it('lists what was left in organisations beside it, and of each only what its own options want', async () => {
  const port = createFakePort();
  const acme = port.org('acme', { actions: [deploy] });
  await acme.execute('deploy');
  await port.org('lenient', { strict: false }).call('GET', '/nope');
  expect(() => port.verify()).toThrowErrorMatchingInlineSnapshot(`
    [Error: The fake Port was left with findings.
    In the organisation "acme": Runs that have not ended:
      run r_00001xM2NwDG8LRJ waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("deploy", …)]
  `);
  expect(() => acme.verify()).toThrow(/^The fake Port was left with findings\.\nRuns that have not ended/);
  port.org('lenient').verify();
});

it('leaves out what is not wanted', async () => {
  const none = { unknownOperations: false, unusedFaults: false, pendingRuns: false, leakedWork: false };
  (await left({ strict: false })).verify();
  (await left({ strict: none })).verify();
  const port = await left({ strict: { ...none, unknownOperations: true } });
  expect(() => port.verify()).toThrow(
    /^The fake Port was left with findings\.\nUnknown operations:\n {2}GET \/nope [^\n]+$/,
  );
});
