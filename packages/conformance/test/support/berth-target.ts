import { berthApp } from '@berth/hono';
import { berthTarget as mountedTarget } from '../../../http/test/api/berth-target.ts';
import { credentials } from '../../../http/test/api/credentials.ts';
import { fetchTarget } from '../../src/target/fetch-target.ts';
import type { Conditions, Target } from '../../src/target/target.ts';

/** Berth in this process, by Hono's `fetch`. */
export function berthTarget(profile: 'seed' | 'openapi' = 'seed', conditions: Conditions = {}): Target {
  const name = 'Berth in this process';
  const serve: Parameters<typeof mountedTarget>[2] = (berth) => {
    const { fetch } = berthApp(berth);
    return fetchTarget((request) => fetch(request), { name, base: 'http://berth.test', credentials });
  };
  return mountedTarget(name, profile, serve, undefined, conditions);
}
