import { it, vi } from 'vitest';
import { createFakePort, outcome } from '../src/index.ts';
import { deploy, hook, messageOf, sync } from './scenery.ts';

const fake = () => createFakePort({ actions: [deploy, hook, sync] });

it.concurrent('says that nobody listens for a webhook, and what happened', async ({ expect }) => {
  const port = fake();
  const run = await port.execute('hook');
  const message = await messageOf(run.waitFor('SUCCESS'));
  expect(message).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "hook" is IN_PROGRESS and was to become SUCCESS, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/hook/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery POST http://app.test/hook not sent: nobody listens for "hook"
    Pending:
      run r_00001B68puYYsh3Q has nobody who listens for it: name one with port.backend("hook", …) or port.app(…)"
  `);
});

it.concurrent('says that no worker has come for a run', async ({ expect }) => {
  const port = fake();
  expect(await messageOf((await port.execute('deploy')).waitFor('claimed'))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to be taken by a worker, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
    Pending:
      run r_00001B68puYYsh3Q waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("deploy", …)"
  `);
});

it.concurrent('says that a backend has taken a run and not ended it', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', outcome.never());
  expect(await messageOf((await port.execute('deploy')).waitFor())).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to end, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" no answer
    Pending:
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it: what a script returns does, such as { kind: 'success' }"
  `);
});

it.concurrent('says how a run is ended by a script that returns nothing', async ({ expect }) => {
  const port = fake();
  port.backend('hook', () => {});
  expect(await messageOf((await port.execute('hook')).waitFor())).toMatch(
    /was delivered, and its backend has not ended it: what a script returns does, such as { kind: 'success' }$/,
  );
});

it.concurrent('says what a script waits for that the fake cannot see', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', async ({ log }) => {
    await log('waiting for Godot');
    await new Promise(() => {});
  });
  expect(await messageOf((await port.execute('deploy')).waitFor())).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to end, and what is not finished has given no sign of life; if it is still at work, wait longer by { hangGuardMs }.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" no answer yet
      +00:00:00.000 api POST /actions/runs/r_00001B68puYYsh3Q/logs 201
      +00:00:00.000 log "waiting for Godot"
    Pending:
      not finished: the backend of "deploy" with run r_00001B68puYYsh3Q
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it"
  `);
});

it.concurrent('says that a run waits for approval', async ({ expect }) => {
  const port = createFakePort({ actions: [{ ...deploy, requiredApproval: true }] });
  expect(await messageOf((await port.execute('deploy')).waitFor())).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is WAITING_FOR_APPROVAL and was to end, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q WAITING_FOR_APPROVAL
    Pending:
      run r_00001B68puYYsh3Q waits for approval: run.approve() or run.decline()"
  `);
});

it.concurrent('says at once that a run has ended otherwise', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', outcome.failure({ after: '90s', message: 'no space left' }));
  const run = await port.execute('deploy');
  expect(await messageOf(run.waitFor('SUCCESS'))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is FAILURE and was to become SUCCESS.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" 200
      +00:01:30.000 timer the backend of run r_00001B68puYYsh3Q sleeps
      +00:01:30.000 api POST /actions/runs/r_00001B68puYYsh3Q/logs 201
      +00:01:30.000 log "no space left"
      +00:01:30.000 transition r_00001B68puYYsh3Q IN_PROGRESS -> FAILURE"
  `);
});

it.concurrent('says that the time is up, when there is more to come', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', outcome.success({ after: '3h' }));
  const run = await port.execute('deploy');
  expect(await messageOf(run.waitFor('SUCCESS', { within: '5m' }))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to become SUCCESS within 5m of virtual time.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" no answer yet
    Pending:
      due in 02:55:00.000: the backend of run r_00001B68puYYsh3Q sleeps
      not finished: the backend of "deploy" with run r_00001B68puYYsh3Q
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it"
  `);
  expect(port.clock.now.toISOString()).toBe('2024-01-01T00:05:00.000Z');
  await run.waitFor('SUCCESS', { within: '3h' });
});

it.concurrent('says how a wait is given more time, where nobody has said how much it has', async ({
  expect,
}) => {
  const port = fake();
  port.backend('deploy', outcome.success({ after: '3h' }));
  const run = await port.execute('deploy');
  const more = ' within 1h of virtual time; { within } gives it longer.\n';
  expect(await messageOf(run.waitFor('SUCCESS'))).toContain(more);
  expect(await messageOf(port.settle())).toContain(more);
  await run.waitFor('SUCCESS', { within: '3h' });
});

it.concurrent('says that time stands still for a wait that does not advance it', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', outcome.success({ after: '1s' }));
  const run = await port.execute('deploy');
  expect(await messageOf(run.waitFor('SUCCESS', { advance: false }))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to become SUCCESS, and time stands still, since the wait does not advance it.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" no answer yet
    Pending:
      due in 00:00:01.000: the backend of run r_00001B68puYYsh3Q sleeps
      not finished: the backend of "deploy" with run r_00001B68puYYsh3Q
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it"
  `);
});

it.concurrent('says which runs there are when none is as it was asked for', async ({ expect }) => {
  const port = fake();
  expect(await messageOf(port.waitForRun({ action: 'deploy' }))).toMatchInlineSnapshot(`
    "Of the runs with {"action":"deploy"} one was to end (there is none), and nothing is left that could change that.
    Timeline:
      nothing
    Pending:
      nothing"
  `);
  port.backend('deploy', outcome.failure());
  await (await port.execute('deploy')).waitFor();
  expect(await messageOf(port.waitForRun({ action: 'deploy' }, 'SUCCESS'))).toMatchInlineSnapshot(
    `"Of the runs with {"action":"deploy"} one was to become SUCCESS (r_00001B68puYYsh3Q is FAILURE)"`,
  );
});

it.concurrent('says what has not come to rest', async ({ expect }) => {
  const port = fake();
  void port.track(new Promise(() => {}));
  expect(await messageOf(port.settle())).toMatchInlineSnapshot(`
    "The fake Port has not come to rest, and what is not finished has given no sign of life; if it is still at work, wait longer by { hangGuardMs }.
    Timeline:
      nothing
    Pending:
      not finished: a promise that the test tracks"
  `);
});

it.concurrent('shows the last of a long story', async ({ expect }) => {
  const port = fake();
  const run = await port.execute('deploy');
  for (let line = 0; line < 200; line += 1)
    await port.call('POST', `/actions/runs/${run.id}/logs`, { message: `${line}` });
  const lines = (await messageOf(run.waitFor())).split('\n');
  expect(lines.length).toBeLessThan(110);
  expect(lines[2]).toBe('  … 302 before');
  expect(lines).toContain('  +00:00:00.000 log "199"');
});

it.concurrent('says which exchange was not seen, or was and should not have been', async ({ expect }) => {
  const port = fake();
  const { id } = await port.execute('deploy');
  expect(await messageOf(port.journal.waitFor({ op: 'runs.update', run: id }))).toMatchInlineSnapshot(`
    "The journal has not seen an exchange with op "runs.update", run "r_00001B68puYYsh3Q", and nothing is left that could change that.
    Timeline:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
    Pending:
      run r_00001B68puYYsh3Q waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("deploy", …)"
  `);
  port.clock.setTimeout(() => void port.call('PATCH', `/actions/runs/${id}`, { status: 'SUCCESS' }), 30_000);
  await port.journal.never({ op: 'runs.update' }, { during: '29s' });
  expect(await messageOf(port.journal.never({ op: 'runs.update' }, { during: '2s' }))).toMatchInlineSnapshot(
    `"op "runs.update" was to be seen never, but PATCH /actions/runs/r_00001B68puYYsh3Q came at 2024-01-01T00:00:30.000Z"`,
  );
});

it('says that fake timers are not linked', async ({ expect, onTestFinished }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const port = fake();
  port.backend('deploy', async () => {
    await new Promise((resolve) => void setTimeout(resolve, 90_000));
    return { kind: 'success' };
  });
  const message = await messageOf((await port.execute('deploy')).waitFor('SUCCESS', { hangGuardMs: 20 }));
  expect(message).toMatch(
    /the timers of the test are fake and do not move: link them by port\.clock\.link\(vi\)$/,
  );
});

it.concurrent.for([false, true])(
  'is said to who bears no more silence, whoever else waits longer (time held: %s)',
  async (isHeld, { expect }) => {
    const port = fake();
    const run = await port.execute('deploy');
    using _ = isHeld ? port.clock.hold('a container starts') : undefined;
    const patient = run.waitFor('SUCCESS', { hangGuardMs: 3_600_000 });
    expect(await messageOf(run.waitFor('FAILURE', { hangGuardMs: 20 }))).toContain(
      'was to become FAILURE, and',
    );
    await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' });
    expect((await patient).status).toBe('SUCCESS');
  },
);

it.concurrent('says why a backend was refused, and what it asked of a path that is none', async ({
  expect,
}) => {
  const port = fake();
  port.app(async (request) => {
    const { context } = (await request.json()) as { context: { runId: string } };
    await port.call('POST', `/runs/${context.runId}/logs`, { message: 'Creating' });
    await port.call('PUT', `/actions/runs/${context.runId}`, { status: 'SUCCESS' });
    const entities = `/blueprints/services/entities?run_id=${context.runId}`;
    await port.call('POST', entities, { identifier: 'cart' });
    await port.fetch(`${port.baseUrl}/v1/actions/runs/${context.runId}`, { method: 'PATCH' });
    return new Response();
  });
  const run = await port.execute('hook');
  expect(await messageOf(run.waitFor('SUCCESS'))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "hook" is IN_PROGRESS and was to become SUCCESS, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/hook/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
      +00:00:00.000 delivery POST http://app.test/hook 200
      +00:00:00.000 api POST /runs/r_00001B68puYYsh3Q/logs 404
      +00:00:00.000 violation unknown-operation: POST /runs/r_00001B68puYYsh3Q/logs is no operation that this fake Port has. Closest is logs.add: POST /actions/runs/:run_id/logs ("actions" is missing).
      +00:00:00.000 api PUT /actions/runs/r_00001B68puYYsh3Q 405
      +00:00:00.000 violation unknown-operation: PUT /actions/runs/r_00001B68puYYsh3Q is no operation that this fake Port has. Closest is runs.update: PATCH /actions/runs/:run_id (the method is PATCH, not PUT).
      +00:00:00.000 api POST /blueprints/services/entities 404 "Blueprint with identifier \\"services\\" was not found"
      +00:00:00.000 api PATCH /actions/runs/r_00001B68puYYsh3Q 401 "A valid access token is required: send it as \\"Authorization: Bearer <token>\\""
    Pending:
      run r_00001B68puYYsh3Q was delivered, and its backend has not ended it; if it is still at work, let waits know by port.track(…), or wait longer by { hangGuardMs }"
  `);
});

it.concurrent('says what was asked in vain by whom it does not know to be about the run', async ({
  expect,
}) => {
  const port = fake();
  const run = await port.execute('deploy');
  await port.call('POST', '/actions/runs/claim-pending', { limit: 5 });
  await port.call('GET', '/runs');
  expect(await messageOf(run.waitFor('SUCCESS'))).toMatchInlineSnapshot(`
    "Run r_00001B68puYYsh3Q of "deploy" is IN_PROGRESS and was to become SUCCESS, and nothing is left that could change that.
    Timeline of run r_00001B68puYYsh3Q:
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_00001B68puYYsh3Q IN_PROGRESS
    Besides, about no run in particular:
      +00:00:00.000 violation schema: "body" must have required property 'installationId'
      +00:00:00.000 violation unknown-operation: GET /runs is no operation that this fake Port has. Closest is runs.list: GET /actions/runs ("actions" is missing).
    Pending:
      run r_00001B68puYYsh3Q waits for a worker to claim it: POST /actions/runs/claim-pending, or port.backend("deploy", …)"
  `);
});

it.concurrent('points to where the wait began, whatever ends it', async ({ expect }) => {
  const port = fake();
  port.backend('deploy', outcome.failure({ after: '1m' }));
  const stuck = await port.execute('hook');
  const failing = await port.execute('deploy');
  const waits = [
    () => failing.waitFor('SUCCESS', { within: '1s' }),
    () => failing.waitFor('SUCCESS'),
    () => stuck.waitFor('SUCCESS'),
    () => port.waitForRun({ action: 'deploy' }, 'SUCCESS'),
    () => port.journal.waitFor({ op: 'runs.approve' }),
    () => port.journal.never({ op: 'runs.update' }),
  ];
  for (const wait of waits) {
    const error: Error = await wait().then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.stack?.startsWith(`Error: ${error.message}\n`)).toBe(true);
    expect(error.stack?.slice(error.message.length)).toContain('deadlock-message.test.ts');
  }
});
