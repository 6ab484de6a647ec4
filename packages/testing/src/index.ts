export type { ActionBrief, ActionOf, InputsOf } from './actions.ts';
export type { Delivery } from './backends/delivery.ts';
export { outcome } from './backends/outcome.ts';
export type { AppOptions } from './backends/registry.ts';
export type { Backend, BackendContext, EntityDetails, Outcome, RunDetails } from './backends/script.ts';
export type { AppUnderTest, FetchHandler, ServedApp } from './backends/target.ts';
export { createFakePort, startFakePort } from './create-fake-port.ts';
export type {
  DeliveryOptions,
  ExecuteInputs,
  FakePort,
  FakePortOptions,
  ForkOptions,
  ListenOptions,
  PortEnv,
  RunningFakePort,
  WaitedRun,
} from './fake-port.ts';
export type {
  DeliveryTweaks,
  Fault,
  FaultCondition,
  FaultEffect,
  FaultRule,
  FaultSchedule,
  FaultStatus,
} from './faults/rule.ts';
export type { InterceptOptions } from './guard/intercept-fetch.ts';
export type { Timeline, TimelineEvent } from './journal/chronicle.ts';
export type { Exchange, Lane, RecordedRequest, RecordedResponse } from './journal/exchange.ts';
export type { Journal } from './journal/journal.ts';
export type { OperationId } from './journal/operations.ts';
export type { JournalQuery } from './journal/query.ts';
export type { Nearest, Violation } from './journal/violations.ts';
export type { Call, Called } from './lanes/typed.ts';
export type { RunQuery } from './run-query.ts';
export type { AffectedEntity, RunView } from './run-view.ts';
export type { RunHandle } from './runs/handle.ts';
export type { Until } from './runs/until.ts';
export type { PortState } from './state/port-state.ts';
export type { Snapshot } from './state/snapshot.ts';
export { describeStore, type OpenedStore, type StoreRunner } from './store/describe-store.ts';
export type { Duration } from './time/duration.ts';
export type { AdvanceReport, Due, FakeTimers, VirtualClock } from './time/virtual-clock.ts';
export type { WaitOptions } from './time/waits.ts';
export type { Strictness } from './verify.ts';
