export {
  assertDelivered,
  assertFailed,
  assertLink,
  assertLogged,
  assertLogsInOrder,
  assertNoViolations,
  assertReceivedRequest,
  assertReceivedRequestTimes,
  assertRunStatus,
  assertSucceeded,
  assertTouchedEntity,
  assertTransitioned,
} from './assertions/assert.ts';
