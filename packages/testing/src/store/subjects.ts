import type { Case } from './case.ts';
import { allOrNothing } from './cases/all-or-nothing.ts';
import { audits } from './cases/audits.ts';
import { changes } from './cases/changes.ts';
import { documentVersions } from './cases/document-versions.ts';
import { documents } from './cases/documents.ts';
import { filteringRuns } from './cases/filtering-runs.ts';
import { followers } from './cases/follow.ts';
import { guards } from './cases/guards.ts';
import { histories } from './cases/histories.ts';
import { logs } from './cases/logs.ts';
import { makingRuns } from './cases/making-runs.ts';
import { model } from './cases/model.ts';
import { movingPointers } from './cases/moving-pointers.ts';
import { movingRuns } from './cases/moving-runs.ts';
import { organisations } from './cases/organisations.ts';
import { pagingRuns } from './cases/paging-runs.ts';
import { pointers } from './cases/pointers.ts';
import { prefixes } from './cases/prefixes.ts';
import { pruningBatches } from './cases/prune-batches.ts';
import { pruningRecords } from './cases/prune-records.ts';
import { pruningRuns } from './cases/prune-runs.ts';
import { racingDocuments } from './cases/racing-documents.ts';
import { racingRuns } from './cases/racing-runs.ts';
import { readingDocuments } from './cases/reading-documents.ts';
import { readingWhileWriting } from './cases/reading-while-writing.ts';
import { receipts } from './cases/receipts.ts';
import { repeatedRequests } from './cases/repeated-requests.ts';
import { requestsAtOnce } from './cases/requests-at-once.ts';
import { tasks } from './cases/tasks.ts';
import { valuesSurvive } from './cases/values.ts';
import { watch } from './cases/watch.ts';
import { whatStays } from './cases/what-stays.ts';

interface Subject {
  readonly about: string;
  readonly cases: (it: Case) => void;
}

export const subjects: readonly Subject[] = [
  { about: 'a run that is made', cases: makingRuns },
  { about: 'a run that was made', cases: movingRuns },
  { about: 'the log of a run', cases: logs },
  { about: 'the changes of a run', cases: changes },
  { about: 'a commit', cases: allOrNothing },
  { about: 'a guard', cases: guards },
  { about: 'a document', cases: documents },
  { about: 'the versions of a document', cases: documentVersions },
  { about: 'reading documents', cases: readingDocuments },
  { about: 'prefixes', cases: prefixes },
  { about: 'pointers', cases: pointers },
  { about: 'pointers of what is written again', cases: movingPointers },
  { about: 'values', cases: valuesSurvive },
  { about: 'the list of runs', cases: filteringRuns },
  { about: 'the list of runs, page by page,', cases: pagingRuns },
  { about: 'audit records', cases: audits },
  { about: 'receipts', cases: receipts },
  { about: 'tasks', cases: tasks },
  { about: 'a watch', cases: watch },
  { about: 'followers of a run', cases: followers },
  { about: 'pruning', cases: pruningRuns },
  { about: 'a pruned batch', cases: pruningBatches },
  { about: 'pruning of what is beside runs', cases: pruningRecords },
  { about: 'pruning of some', cases: whatStays },
  { about: 'organisations', cases: organisations },
  { about: 'commits on runs at the same moment', cases: racingRuns },
  { about: 'commits on documents at the same moment', cases: racingDocuments },
  { about: 'commits while others read', cases: readingWhileWriting },
  { about: 'a store beside a model', cases: model },
  { about: 'histories', cases: histories },
  { about: 'requests that are repeated', cases: repeatedRequests },
  { about: 'requests of one key, eight at once,', cases: requestsAtOnce },
];
