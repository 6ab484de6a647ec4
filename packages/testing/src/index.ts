export type { ActionBrief } from './actions.ts';
export type { VirtualClock } from './clock.ts';
export { createFakePort } from './create-fake-port.ts';
export type {
  ExecuteInputs,
  FakePort,
  FakePortOptions,
  ForkOptions,
  ListeningFakePort,
  ListenOptions,
  PortEnv,
} from './fake-port.ts';
export type { AffectedEntity, RunHandle, RunView } from './run-view.ts';
export type { PortState } from './state/port-state.ts';
export type { Snapshot } from './state/snapshot.ts';
export { describeStore, type OpenedStore, type StoreRunner } from './store/describe-store.ts';
