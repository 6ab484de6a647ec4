import { beforeEach, describe, expect, it } from 'vitest';
import { ada, executionOf, instant, serviceOver } from '../../testing/src/store/support/services.ts';
import { AGENT_QUEUE, SERVER_QUEUE } from '../src/invocation/queue.ts';
import { type MemoryStore, memoryStore } from '../src/memory.ts';
import { ok, refuse } from '../src/result.ts';
import type { Assignment } from '../src/service/invocations.ts';
import type { Service } from '../src/service/service.ts';

const bob = { id: 'bob' };
const MINUTE = 60_000;
const later = (milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();

let store: MemoryStore;
let service: Service;
let wakes: number;

beforeEach(() => {
  store = memoryStore();
  wakes = 0;
  service = serviceOver(store, 's', {
    prepare: async ({ action, method }) =>
      method.url === 'flawed'
        ? refuse({ code: 'invocation_invalid', action, problem: 'flawed' })
        : ok({ payload: method }),
    holds: async (all) => all.map(() => true),
    encrypt: (text) => text,
    open: ({ payload }) => payload,
    wake: () => {
      wakes += 1;
    },
  });
});

interface Wanted {
  readonly method?: object;
  readonly requiredApproval?: boolean;
}

async function executed({ method, requiredApproval = false }: Wanted = {}): Promise<string> {
  const invocationMethod = { type: 'WEBHOOK', url: 'https://backend.example', ...method };
  const identifier = `action ${JSON.stringify(invocationMethod)} ${requiredApproval}`;
  const userInputs = { properties: {} };
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs } as const;
  await service.actions.create(ada, { identifier, trigger, invocationMethod, requiredApproval });
  const run = await service.runs.execute(ada, executionOf(identifier));
  if (!run.ok) throw new Error(run.error.code);
  return run.value.id;
}

function take(now = instant, queue = SERVER_QUEUE, limit = 100): Promise<readonly Assignment[]> {
  const until = new Date(Date.parse(now) + MINUTE).toISOString();
  return service.invocations.take({ queues: [queue], now, until, limit });
}

async function taken(): Promise<Assignment> {
  const [assignment] = await take();
  if (!assignment) throw new Error('there is nothing to do');
  return assignment;
}

describe('what a run is for', () => {
  it('is done once it was executed, by one worker', async () => {
    const run = await executed();
    expect(wakes).toBe(1);
    const { run: assigned, task } = await taken();
    expect(assigned).toMatchObject({ id: run, payload: { type: 'WEBHOOK', url: 'https://backend.example' } });
    expect(task.value).toMatchObject({ run, kind: 'invoke' });
    expect(await take()).toEqual([]);
  });

  it('is not begun when the action cannot be invoked, and then there is no run', async () => {
    await expect(executed({ method: { url: 'flawed' } })).rejects.toThrow('invocation_invalid');
    expect((await store.runs({ limit: 10 })).items).toEqual([]);
    expect(await take()).toEqual([]);
  });

  it('is not begun before it is approved, and then once', async () => {
    const run = await executed({ requiredApproval: true });
    expect([wakes, await take()]).toEqual([0, []]);
    await service.runs.approve(bob, run, { state: 'APPROVED' });
    expect(wakes).toBe(1);
    expect((await taken()).run.id).toBe(run);
    expect(await take()).toEqual([]);
  });

  it.each([
    ['declined', (run: string) => service.runs.approve(bob, run, { state: 'DECLINED' })],
    ['withdrawn', (run: string) => service.runs.update(bob, run, { status: 'FAILURE' })],
  ])('is never begun when the run was %s', async (_, end) => {
    const run = await executed({ requiredApproval: true });
    await end(run);
    expect([wakes, await take()]).toEqual([0, []]);
  });

  it('is not begun any more when the run has ended meanwhile', async () => {
    const run = await executed();
    await service.runs.update(bob, run, { status: 'SUCCESS' });
    expect(await take()).toEqual([]);
    expect(await store.task({ run, kind: 'invoke' })).toBeUndefined();
  });

  it('ends the run, with what the backend answered', async () => {
    const run = await executed({ method: { synchronized: true } });
    const { task } = await taken();
    await service.invocations.finish(task, { status: 'SUCCESS', response: { made: true } });
    expect(store.peek.run(run)).toMatchObject({
      status: 'SUCCESS',
      response: { made: true },
    });
    expect(await store.task({ run, kind: 'invoke' })).toBeUndefined();
  });

  it('leaves the run open when the backend reports by itself', async () => {
    const run = await executed();
    const before = store.peek.run(run);
    await service.invocations.finish((await taken()).task, {});
    expect(store.peek.run(run)).toEqual(before);
    expect(await take(later(10 * MINUTE))).toEqual([]);
  });

  it('changes nothing of a run that somebody else has ended meanwhile', async () => {
    const run = await executed();
    const { task } = await taken();
    await service.runs.update(bob, run, { status: 'SUCCESS', summary: 'by hand' });
    const before = store.peek.run(run);
    expect(await service.invocations.finish(task, { status: 'FAILURE', summary: 'too late' })).toEqual(
      ok(undefined),
    );
    expect(store.peek.run(run)).toEqual(before);
    expect(await store.task({ run, kind: 'invoke' })).toBeUndefined();
  });

  it('counts by whoever has the task, when two were at it', async () => {
    const run = await executed();
    const { task: first } = await taken();
    const [second] = await take(later(MINUTE));
    const late = await service.invocations.finish(first, { status: 'FAILURE', summary: 'the first' });
    expect(late).toEqual(ok(undefined));
    expect(store.peek.run(run)).toMatchObject({ status: 'IN_PROGRESS', summary: undefined });
    if (second) await service.invocations.finish(second.task, { status: 'SUCCESS', summary: 'the second' });
    expect(store.peek.run(run)).toMatchObject({ status: 'SUCCESS', summary: 'the second' });
  });

  it('may be ended by hand only where the server does not end it', async () => {
    const synchronized = await executed({ method: { synchronized: true } });
    const refused = await service.runs.update(bob, synchronized, { status: 'SUCCESS' });
    expect(refused).toEqual({ ok: false, error: { code: 'run_synchronized', run: synchronized } });
    const byAgent = await executed({ method: { synchronized: true, agent: true } });
    expect(await service.runs.update(bob, byAgent, { status: 'SUCCESS' })).toMatchObject({ ok: true });
  });
});

describe('racing words on a run that waits for approval', () => {
  it('of 32 who approve or decline decide once, and invoke at most once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const run = await executed({ requiredApproval: true });
      const words = Array.from({ length: 32 }, (_, at) => ({ by: { id: `p${at}` }, declines: at % 2 === 1 }));
      const said = await Promise.all(
        words.map(({ by, declines }) =>
          service.runs.approve(by, run, { state: declines ? 'DECLINED' : 'APPROVED' }),
        ),
      );
      expect(said.filter((each) => each.ok)).toHaveLength(1);
      const status = store.peek.run(run)?.status;
      const assigned = await take();
      expect(assigned.map((each) => each.run.id)).toEqual(status === 'IN_PROGRESS' ? [run] : []);
    }
  });
});

describe('runs that are pulled', () => {
  it('are handed to one of eight workers, until they are acknowledged or their time is over', async () => {
    const runs: string[] = [];
    for (let count = 0; count < 1000; count += 1) runs.push(await executed({ method: { agent: true } }));
    const seen: string[] = [];
    const worker = async () => {
      for (;;) {
        const assigned = await take(instant, AGENT_QUEUE, 37);
        if (assigned.length === 0) return;
        seen.push(...assigned.map(({ run }) => run.id));
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(seen.toSorted()).toEqual(runs.toSorted());
    const kept = runs.slice(0, 600);
    for (const run of kept) expect(await service.invocations.acknowledge(run)).toEqual(ok(undefined));
    const again = await take(later(MINUTE), AGENT_QUEUE, 1000);
    expect(again.map(({ run }) => run.id).toSorted()).toEqual(runs.slice(600).toSorted());
  });

  it('are acknowledged once', async () => {
    const run = await executed({ method: { agent: true } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.invocations.acknowledge(run)));
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
    expect(answers.find((each) => !each.ok)).toEqual({
      ok: false,
      error: { code: 'already_acknowledged', run },
    });
    const unknown = { ok: false, error: { code: 'not_found', resource: 'run', identifier: 'r_x' } };
    expect(await service.invocations.acknowledge('r_x')).toEqual(unknown);
  });

  it('are those of workers elsewhere: what the server delivers is nobody’s to acknowledge, and is delivered', async () => {
    const run = await executed();
    const refused = { ok: false, error: { code: 'already_acknowledged', run } };
    expect(await service.invocations.acknowledge(run)).toEqual(refused);
    expect((await taken()).run.id).toBe(run);
    expect(await service.invocations.acknowledge(run)).toEqual(refused);
  });

  it('keep what their backend has answered while they are open, null included', async () => {
    const run = await executed({ method: { agent: true } });
    for (const response of [{ a: [1] }, 'text', null]) {
      expect(await service.runs.respond(bob, run, response)).toMatchObject({ ok: true, value: { response } });
    }
    await service.runs.update(bob, run, { status: 'SUCCESS' });
    expect(await service.runs.respond(bob, run, 'late')).toMatchObject({ error: { code: 'run_ended' } });
    expect(store.peek.run(run)?.response).toBeNull();
  });
});
