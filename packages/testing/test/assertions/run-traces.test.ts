import '../../src/vitest.ts';
import { expect, it } from 'vitest';
import { idle, run } from './doubles.ts';

it('toHaveLogged finds a line of the log, by all of it or a part', () => {
  expect(run).toHaveLogged('cloned');
  expect(run).toHaveLogged(/rolled back/);
  expect(run).not.toHaveLogged('rolled back');
  expect(() => expect(run).toHaveLogged('rolled back')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have logged "rolled back", but it logged:
      1 "cloned"
      2 "built cart"
      3 "rolled back to 41"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(idle).toHaveLogged(/./)).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 to have logged /./, but it logged nothing

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(run).not.toHaveLogged(/^built/)).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 not to have logged /^built/, but it logged:
      1 "cloned"
      2 "built cart"
      3 "rolled back to 41"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
});

it('toHaveLogged takes an expression that remembers where it was', () => {
  const cloned = /cloned/g;
  expect(run).toHaveLogged(cloned);
  expect(run).toHaveLogged(cloned);
});

it('toHaveLogsInOrder finds lines in their order, with others between', () => {
  expect(run).toHaveLogsInOrder(['cloned', /^rolled back/]);
  expect(run).toHaveLogsInOrder([]);
  expect(run).not.toHaveLogsInOrder(['cloned', 'cloned']);
  expect(() => expect(run).toHaveLogsInOrder([/^built/, 'cloned'])).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have logged /^built/, then "cloned", but "cloned" is line 1, and not again after line 2; it logged:
      1 "cloned"
      2 "built cart"
      3 "rolled back to 41"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(run).toHaveLogsInOrder(['cloned', 'tested'])).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have logged "cloned", then "tested", but no line is "tested"; it logged:
      1 "cloned"
      2 "built cart"
      3 "rolled back to 41"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(run).not.toHaveLogsInOrder(['cloned'])).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 not to have logged "cloned", but it logged:
      1 "cloned"
      2 "built cart"
      3 "rolled back to 41"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
});

it('toHaveLink finds one of the links', () => {
  expect(run).toHaveLink('https://ci/8');
  expect(run).toHaveLink(/7$/);
  expect(run).not.toHaveLink('https://ci');
  expect(() => expect(run).toHaveLink('https://ci/9')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to link to "https://ci/9", but it links to "https://ci/7", "https://ci/8"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(idle).toHaveLink(/ci/)).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 to link to /ci/, but it has no link

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(run).not.toHaveLink(/ci/)).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 not to link to /ci/, but it links to "https://ci/7", "https://ci/8"

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
});

it('toHaveTouchedEntity finds what was written under the run', () => {
  expect(run).toHaveTouchedEntity('service');
  expect(run).toHaveTouchedEntity('service', 'cart');
  expect(run).not.toHaveTouchedEntity('service', 'eu');
  expect(() => expect(run).toHaveTouchedEntity('service', 'till')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 to have touched service/till, but it touched, in order: CREATE service/cart, UPDATE cluster/eu

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
  expect(() => expect(idle).toHaveTouchedEntity('service')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_2 to have touched an entity of service, but it touched no entity; what writes one names its run: ?run_id=r_2

    What happened, in order:
      (nothing)]
  `);
  expect(() => expect(run).not.toHaveTouchedEntity('cluster', 'eu')).toThrowErrorMatchingInlineSnapshot(`
    [Error: expected run r_1 not to have touched cluster/eu, but it touched, in order: CREATE service/cart, UPDATE cluster/eu

    What happened, in order:
      +00:00:00.000 transition r_1 WAITING_FOR_APPROVAL
      +00:00:10.000 transition r_1 WAITING_FOR_APPROVAL -> IN_PROGRESS
      +00:00:10.000 delivery POST http://app.test/hook 200
      +00:01:30.000 log "no SUCCESS"
      +00:01:30.000 transition r_1 IN_PROGRESS -> FAILURE]
  `);
});

it('tells who has touched no entity how one is tied to a run', () => {
  const told = (kind: string, text: string) => ({
    ...idle,
    timeline: () => ({ events: [{ kind, text }], toString: () => text }),
  });
  const how = 'but it touched no entity; what writes one names its run: ?run_id=r_2\n';
  expect(() => expect(idle).toHaveTouchedEntity('service')).toThrow(how);
  expect(() => expect(told('log', 'POST /entities')).toHaveTouchedEntity('service')).toThrow(how);
  const refused = told('api', 'POST /blueprints/service/entities 400');
  expect(() => expect(refused).toHaveTouchedEntity('service')).toThrow('but it touched no entity\n');
});
