export { catalogue, findRequirement } from './catalogue/catalogue.ts';
export type { Area, Level, LiveClass, Requirement, Sentence } from './catalogue/requirement.ts';
export { Untestable } from './check/finding.ts';
export { type DescribeOptions, describeApi, type TestRunner } from './describe-api.ts';
export { makeReceiver } from './hook/make-receiver.ts';
export type { Mode, Profile } from './lab/lab.ts';
export { readSession } from './report/read-session.ts';
export { reportersFrom } from './report/reporters-from.ts';
export { renderSession, type StoredSession } from './report/stored-session.ts';
export type { Replayed } from './repro/replay.ts';
export { readRepro } from './repro/repro-file.ts';
export { readJournal } from './safety/journal.ts';
export { cleanUpAfter } from './session/clean-up-after.ts';
export { Unreachable } from './session/connect.ts';
export type { PlanEvent, Progress, Reporter, ResultEvent, SessionEvent } from './session/events.ts';
export { type Expectations, expectationsFrom, readExpectations } from './session/expectations.ts';
export type { ConformanceOptions, SessionOptions } from './session/options.ts';
export { replayRepro } from './session/replay-repro.ts';
export { type Conformance, runConformance } from './session/run-conformance.ts';
export { isPort } from './target/address.ts';
export { type Fetch, fetchTarget } from './target/fetch-target.ts';
export {
  type AroundStore,
  type Capability,
  type Conditions,
  type Control,
  type Credentials,
  capabilityNames,
  type Target,
  type WireRequest,
  type WireResponse,
} from './target/target.ts';
export { urlTarget } from './target/url-target.ts';
