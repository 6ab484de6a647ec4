import { memoryStore } from '@berth/core/memory';
import { type DashboardOptions, dashboard } from '@berth/dashboard';
import { type BerthOptions, createBerth, type Mountable } from '@berth/http';

export const credentials = { clientId: 'an-id', clientSecret: 'a-secret' };

/** A dashboard whose API's credentials sign in; its clock stands still, so that a token is as young as it says. */
export function withCredentials(options: DashboardOptions = {}): Mountable {
  const at = new Date();
  return dashboard(createBerth({ store: memoryStore(), credentials, now: () => at }), options);
}

/** A dashboard in a host that has a login of its own. */
export function withHostLogin(options: DashboardOptions = {}, berth: Partial<BerthOptions> = {}): Mountable {
  return dashboard(createBerth({ store: memoryStore(), ...berth }), options);
}

/** What a browser says of a request that comes from a page of this origin. */
export const samePage = { 'sec-fetch-site': 'same-origin' };

/** A blueprint, which takes a write. */
export const blueprint = { identifier: 'service', title: 'Service', schema: { properties: {} } };
