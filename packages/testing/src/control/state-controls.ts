import { optionKeys } from '../check-options.ts';
import type { FakePortOptions } from '../fake-port.ts';
import type { PortState } from '../state/port-state.ts';
import { type Control, get, post, remove } from './control.ts';

export const stateControls: readonly Control[] = [
  post('snapshot', '/snapshots', [], ({ port, snapshots }) => {
    const snapshot = port.snapshot();
    return { id: snapshots.add(snapshot), at: snapshot.at };
  }),
  post<{ snapshot?: string; state?: PortState }>(
    'restore',
    '/restore',
    ['snapshot', 'state'],
    ({ port, faults, snapshots }, _, { snapshot, state }) => {
      if ((snapshot === undefined) === (state === undefined))
        throw new TypeError(
          'A fake is put back to a "snapshot", by its id, or to a "state": give one of them',
        );
      port.restore(snapshot === undefined ? (state as PortState) : snapshots.get(snapshot));
      faults.clear();
    },
  ),
  post('reset', '/reset', [], ({ port, faults }) => {
    port.reset();
    faults.clear();
  }),
  get('export', '/state', ({ port }) => port.export()),
  // Its own controls are under `/_berth/orgs/<name>/`. Without options it may be there already, as in `port.org(name)`.
  post<FakePortOptions>('org', '/orgs/:org', optionKeys, ({ port }, { org = '' }, options) => {
    const isToBeMade = Object.keys(options).length > 0;
    const { credentials, clock } = port.org(org, isToBeMade ? options : undefined);
    return { ...credentials, now: clock.now };
  }),
  post<{ url: string; actions?: readonly string[]; secret?: string }>(
    'app',
    '/apps',
    ['url', 'actions', 'secret'],
    ({ port, registered }, _, { url, ...options }) => ({
      id: registered.add(port.app(url, options)),
    }),
  ),
  remove('app', '/apps/:app', ({ registered }, { app = '' }) => registered.take(app)[Symbol.dispose]()),
];
