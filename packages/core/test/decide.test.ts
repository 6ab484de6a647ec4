import { describe, expect, it } from 'vitest';
import type { RunCommand, StartRun } from '../src/run/command.ts';
import { decide } from '../src/run/decide.ts';
import { apply, started } from './support/fold.ts';

const at = (second: number, id = 'ada') => ({ at: `2024-01-01T00:00:0${second}.000Z`, by: { id } });

function start(over: Partial<StartRun> = {}): StartRun {
  return {
    id: 'r_1',
    action: 'create_service',
    operation: 'CREATE',
    blueprint: 'service',
    entity: undefined,
    properties: {},
    source: 'API',
    requiredApproval: false,
    approvers: [],
    synchronized: false,
    payload: undefined,
    sealed: undefined,
    timeouts: undefined,
    leadsTo: undefined,
    restricted: false,
    notifies: false,
    runAs: undefined,
    ...over,
  };
}

type Step = RunCommand;
const end: Step = { type: 'update', patch: { status: 'SUCCESS' } };
const fail: Step = { type: 'update', patch: { status: 'FAILURE' } };
const finalLog: Step = { type: 'log', id: 'log_1', message: 'done', terminationStatus: 'SUCCESS' };

describe('a synchronized run', () => {
  const run = started(start({ synchronized: true }), at(0));

  it.each([
    ['a status by PATCH', end],
    ['a final log', finalLog],
  ])('refuses %s, since the server itself reports its end', (_, command) => {
    expect(apply(run, command, at(1)).refused).toBe('run_synchronized');
  });

  it('takes labels, links and plain lines', () => {
    expect(apply(run, { type: 'update', patch: { statusLabel: 'half way' } }, at(1)).run.statusLabel).toBe(
      'half way',
    );
    expect(apply(run, { type: 'log', id: 'log_1', message: 'm' }, at(1)).refused).toBeUndefined();
  });

  it('can be withdrawn while it waits for approval', () => {
    const waiting = started(start({ synchronized: true, requiredApproval: true }), at(0));
    expect(apply(waiting, fail, at(1)).run.status).toBe('FAILURE');
  });
});

describe('a run that waits for approval', () => {
  const waiting = started(start({ requiredApproval: true }), at(0));

  it('cannot succeed before it was executed', () => {
    expect(apply(waiting, end, at(1)).refused).toBe('run_not_approved_yet');
    expect(apply(waiting, finalLog, at(1)).refused).toBe('run_not_approved_yet');
  });

  it('goes on with the first approval', () => {
    const { run } = apply(
      waiting,
      { type: 'approval', state: 'APPROVED', description: 'fine' },
      at(1, 'bob'),
    );
    expect(run).toMatchObject({
      status: 'IN_PROGRESS',
      approvals: [{ by: 'bob', state: 'APPROVED', description: 'fine' }],
    });
    expect(run.endedAt).toBeUndefined();
  });

  it('ends when it is declined', () => {
    const { run } = apply(waiting, { type: 'approval', state: 'DECLINED' }, at(1));
    expect(run).toMatchObject({ status: 'DECLINED', endedAt: '2024-01-01T00:00:01.000Z' });
  });

  it('of type ALL goes on only with the last of its approvers, however often one of them speaks', () => {
    let run = started(start({ requiredApproval: { type: 'ALL' }, approvers: ['ada', 'bob'] }), at(0));
    for (const second of [1, 2])
      run = apply(run, { type: 'approval', state: 'APPROVED' }, at(second, 'ada')).run;
    expect(run).toMatchObject({ status: 'WAITING_FOR_APPROVAL', approvals: [{ by: 'ada' }] });
    expect(apply(run, { type: 'approval', state: 'APPROVED' }, at(3, 'bob')).run.status).toBe('IN_PROGRESS');
  });

  it('cannot be tied', () => {
    const tie: Step = { type: 'tie', blueprint: 'service', entity: 'checkout', change: 'CREATE' };
    expect(apply(waiting, tie, at(1)).refused).toBe('run_cannot_be_tied');
  });
});

describe('an entity written under a run', () => {
  const tie: Step = { type: 'tie', blueprint: 'service', entity: 'checkout', change: 'CREATE' };

  it('becomes the entity of a CREATE run of its blueprint that has none', () => {
    const { run } = apply(started(start(), at(0)), tie, at(1));
    expect(run).toMatchObject({ entity: 'checkout', updatedAt: '2024-01-01T00:00:01.000Z' });
  });

  it.each([
    ['of another blueprint', start(), { ...tie, blueprint: 'team' }],
    ['that is only changed', start(), { ...tie, change: 'UPDATE' as const }],
    ['of a run that has its entity', start({ entity: 'search' }), tie],
    ['of a day-2 run', start({ operation: 'DAY-2' }), tie],
  ])('leaves the run alone: %s', (_, command, step) => {
    const run = started(command, at(0));
    expect(apply(run, step as Step, at(1)).run).toBe(run);
  });

  it('is told of with what was done to it, and never moves the run by itself', () => {
    const run = started(start({ operation: 'DAY-2' }), at(0));
    const decision = decide(run, { ...tie, change: 'DELETE' }, at(1));
    const { type: _, ...what } = tie;
    const told = { type: 'tied', ...what, change: 'DELETE', at: at(1).at, by: 'ada' };
    expect(decision).toEqual({ ok: true, value: [told] });
  });

  it('is told of before it becomes the entity of the run', () => {
    const decision = decide(started(start(), at(0)), tie, at(1));
    expect(decision.ok && decision.value.map(({ type }) => type)).toEqual(['tied', 'entity adopted']);
  });
});

describe('a start', () => {
  it('in the name of a person is created by that person', () => {
    const run = started(start({ runAs: 'bob@example.com' }), at(0, 'machine'));
    expect(run).toMatchObject({
      createdBy: 'bob@example.com',
      email: 'bob@example.com',
      impersonatedBy: 'machine',
    });
  });
});
