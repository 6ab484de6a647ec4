import '../../src/vitest.ts';
import { expect, it } from 'vitest';
import { done, idle, run } from './doubles.ts';

it('toHaveRunStatus holds a run to its status', () => {
  expect(run).toHaveRunStatus('FAILURE');
  expect(idle).not.toHaveRunStatus('FAILURE');
  expect(() => expect(run).toHaveRunStatus('SUCCESS')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have the status SUCCESS, but its status is FAILURE with the label "Rolled back"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(idle).not.toHaveRunStatus('IN_PROGRESS')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 not to have the status IN_PROGRESS, but its status is IN_PROGRESS

    What happened, in order:
      (nothing)]
  `);
});

it('toHaveSucceeded takes success only, and the label that is asked for', () => {
  expect(done).toHaveSucceeded();
  expect(idle).not.toHaveSucceeded();
  expect(done).not.toHaveSucceeded({ label: 'Deployed' });
  expect(done).not.toHaveSucceeded({ label: /.*/ });
  expect(() => expect(run).toHaveSucceeded()).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have succeeded, but its status is FAILURE with the label "Rolled back"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(done).toHaveSucceeded({ label: /deployed/i })).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_3 to have succeeded with the label /deployed/i, but its status is SUCCESS without a label

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(done).not.toHaveSucceeded()).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_3 not to have succeeded, but its status is SUCCESS

    What happened, in order:
      (nothing)]
  `);
});

it('toHaveFailed takes failure only, and the label that is asked for', () => {
  expect(run).toHaveFailed();
  expect(run).toHaveFailed({ label: 'Rolled back' });
  expect(run).toHaveFailed({ label: /^Rolled/ });
  expect(run).not.toHaveFailed({ label: 'Rolled' });
  expect(done).not.toHaveFailed();
  expect(() => expect(idle).toHaveFailed()).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 to have failed, but its status is IN_PROGRESS; wait for its end before: await run.waitFor()

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(run).toHaveFailed({ label: 'Out of disk' })).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have failed with the label "Out of disk", but its status is FAILURE with the label "Rolled back"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(run).not.toHaveFailed({ label: /back/ })).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 not to have failed with the label /back/, but its status is FAILURE with the label "Rolled back"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
});

it('toHaveTransitioned holds a run to the whole way that it went', () => {
  expect(run).toHaveTransitioned(['WAITING_FOR_APPROVAL', 'IN_PROGRESS', 'FAILURE']);
  expect(run).not.toHaveTransitioned(['IN_PROGRESS', 'FAILURE']);
  expect(idle).toHaveTransitioned(['IN_PROGRESS']);
  expect(() =>
    expect(run).toHaveTransitioned(['WAITING_FOR_APPROVAL', 'DECLINED']),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have gone WAITING_FOR_APPROVAL → DECLINED, but it went WAITING_FOR_APPROVAL → IN_PROGRESS → FAILURE

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(idle).not.toHaveTransitioned(['IN_PROGRESS'])).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 not to have gone IN_PROGRESS, but it went IN_PROGRESS

    What happened, in order:
      (nothing)]
  `);
});

it('tells who looks too early to wait', () => {
  const early = 'but its status is IN_PROGRESS; wait for its end before: await run.waitFor()\n';
  expect(() => expect(idle).toHaveSucceeded()).toThrow(early);
  expect(() => expect(idle).toHaveFailed()).toThrow(early);
});

it("names a runner's own matchers as the test does", () => {
  const failing = (label: string) => () => expect(run).toHaveFailed({ label });
  expect(failing(expect.stringContaining('Live'))).toThrow('with the label StringContaining "Live", but');
  expect(failing(expect.not.stringMatching(/back/))).toThrow('with the label StringNotMatching /back/, but');
});

it('refuses what is no run, and tells who has forgotten to await', () => {
  expect(() => expect('r_1').toHaveSucceeded()).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: This assertion looks at a run, as port.execute and port.run give it; it was given 'r_1']`,
  );
  expect(() => expect(undefined).not.toHaveSucceeded()).toThrow(/given undefined/);
  expect(() => expect(Promise.resolve(run)).not.toHaveSucceeded()).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: This assertion looks at a run, as port.execute and port.run give it; it was given a promise; await it]`,
  );
});

it('refuses how a run stood, and says in a line what to give instead', () => {
  expect(() => expect({ id: 'r_1', ...run.view() }).toHaveSucceeded()).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: This assertion looks at a run, as port.execute and port.run give it; it was given how run r_1 stood; give it the run]`,
  );
  const many = Array.from({ length: 90 }, (_, n) => ({ n }));
  expect(() => expect(many).toHaveSucceeded()).toThrow(/^[^\n]{100,260}$/);
});

it('is an asymmetric matcher too', () => {
  expect({ run }).toEqual({ run: expect.toHaveFailed({ label: 'Rolled back' }) });
  expect({ run }).not.toEqual({ run: expect.toHaveSucceeded() });
});
