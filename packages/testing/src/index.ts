export { createFakePort } from './create-fake-port.ts';
export type { FakePort, FakePortOptions, ListeningFakePort } from './fake-port.ts';
export type { RunHandle, RunView } from './run-view.ts';
