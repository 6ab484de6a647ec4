export { createFakePort, type FakePort, type FakePortOptions, type ListeningFakePort } from './fake-port.ts';
export type { RunHandle, RunView } from './run-view.ts';
