import { answering, type DeliveryFault } from './delivery-fault.ts';

export const answerFaults: readonly DeliveryFault[] = [
  {
    name: 'noContentFails',
    about: 'an answer without a body counts as a failure',
    caughtBy: ['HOOK-SYNC-001'],
    deliver: answering((answer) => (answer.status === 204 ? { ...answer, status: 500 } : answer)),
  },
  {
    name: 'clientErrorsSucceed',
    about: 'only a server error counts as a failure',
    caughtBy: ['HOOK-SYNC-002'],
    deliver: answering((answer) => (answer.status < 500 ? { ...answer, status: 200 } : answer)),
  },
  {
    name: 'unreachableSucceeds',
    about: 'a webhook that nobody answers counts as a success',
    caughtBy: ['HOOK-SYNC-003'],
    deliver: (request, { send }) => send(request).catch(() => ({ status: 200, text: '' })),
  },
  {
    name: 'asyncAnswerEnds',
    about: 'the answer to an asynchronous webhook ends the run, too',
    caughtBy: ['HOOK-SYNC-004'],
    deliver: answering((answer, { synchronized }) => (synchronized ? answer : { ...answer, status: 500 })),
  },
  {
    name: 'anotherCodeTold',
    about: 'the summary of a failed delivery does not tell its status code',
    caughtBy: ['HOOK-SYNC-005'],
    deliver: answering((answer) => (answer.status === 500 ? { ...answer, status: 400 } : answer)),
  },
  {
    name: 'answerDropped',
    about: 'the answer of a synchronized webhook is not kept',
    caughtBy: ['HOOK-SYNC-006'],
    deliver: answering((answer) => ({ ...answer, text: '' })),
  },
  {
    name: 'answerKeptAsText',
    about: 'the answer of a synchronized webhook is kept as text, though it is JSON',
    caughtBy: ['HOOK-SYNC-006'],
    deliver: answering((answer) => ({ ...answer, text: JSON.stringify(answer.text) })),
  },
];
