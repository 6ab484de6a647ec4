import type { Caller, Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { expect, onTestFinished } from 'vitest';
import { commitOf } from '../../../testing/src/store/support/commits.ts';
import { log } from '../../../testing/src/store/support/runs.ts';
import { type Berth, type BerthOptions, createBerth } from '../../src/index.ts';
import type { OpenStore } from '../api/berth-target.ts';
import { type Asked, type Reader, read, ask as send } from './reader.ts';

/** Who calls, by what the host knows of a request: the value of its header. */
export type Identify = (name: string | undefined) => Caller | undefined;

/** Puts a Berth on a socket, below `/v1`, with the host's word on who sends `x-user`. */
export type ServeLive = (
  berth: Berth,
  identify: Identify,
) => Promise<{ url: string; close(): Promise<void> }>;

/** A server of one test, and who knows it. */
export interface Stage {
  readonly url: string;
  readonly berth: Berth;
  readonly store: Store;
  /** Whom the host knows, by the name that they come under. */
  readonly people: Map<string, Caller>;
  /** As the machine, unless a header says otherwise. */
  ask(method: string, path: string, body?: object): Promise<Asked>;
  read(path: string, headers?: Readonly<Record<string, string>>): Promise<Reader>;
  /** A run of an action of its own, defined with these parts. */
  start(definition?: object): Promise<string>;
  /** Lines, in one commit. */
  say(run: string, ...lines: readonly string[]): Promise<void>;
  end(run: string, status?: string): Promise<void>;
}

export type OpenStage = (options?: Partial<BerthOptions>) => Promise<Stage>;

const onMemory: OpenStore = async () => ({ store: memoryStore(), close: async () => {} });

export function stageOf(serve: ServeLive, openStore: OpenStore = onMemory): OpenStage {
  return async (options = {}) => {
    const { store, close: closeStore } = await openStore();
    const berth = createBerth({ store, ...options });
    const people = new Map<string, Caller>([['robot', { id: 'robot', machine: true }]]);
    const { url, close } = await serve(berth, (name) => people.get(name ?? ''));
    onTestFinished(async () => {
      await berth.close();
      await close();
      await closeStore();
    });
    const ask: Stage['ask'] = (method, path, body) =>
      send(method, `${url}/v1${path}`, { 'x-user': 'robot' }, body);
    const done = async (status: number, ...asked: Parameters<typeof ask>) => {
      const answer = await ask(...asked);
      expect(answer.status, JSON.stringify(answer.json)).toBe(status);
      return answer.json;
    };
    let actions = 0;
    return {
      url,
      berth,
      store: options.store ?? store,
      people,
      ask,
      read: async (path, headers) => {
        const reader = await read(`${url}/v1${path}`, { 'x-user': 'robot', ...headers });
        onTestFinished(reader.leave);
        return reader;
      },
      start: async (definition = {}) => {
        actions += 1;
        const identifier = `action-${actions}`;
        const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
        const invocationMethod = { type: 'KAFKA' };
        await done(201, 'POST', '/actions', { identifier, trigger, invocationMethod, ...definition });
        const { run } = await done(202, 'POST', `/actions/${identifier}/runs`, { properties: {} });
        return run.id;
      },
      say: async (run, ...lines) => {
        const to = options.store ?? store;
        const { version = 0 } = (await to.run(run)) ?? {};
        expect(await to.commit(commitOf({ runs: [log(run, version, ...lines)] }))).toEqual({
          committed: true,
        });
      },
      end: async (run, status = 'SUCCESS') => {
        await done(200, 'PATCH', `/actions/runs/${run}`, { status });
      },
    };
  };
}

/** Where the events of a run are. */
export function eventsOf(run: string, query = ''): string {
  return `/berth/runs/${run}/events${query}`;
}

export const openRunsPath = '/berth/open-runs/events';
