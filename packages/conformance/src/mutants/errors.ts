import type { WireResponse } from '../target/target.ts';
import type { Body } from '../wire/answer.ts';
import { type Fault, faulty } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { omit } from './runs.ts';
import { saidBy, saying } from './wire.ts';

/** Every client error looks otherwise. */
function errorsAs(change: (body: Body, response: WireResponse) => WireResponse): Fault {
  return (send) => async (request, signal) => {
    const response = await send(request, signal);
    return response.status >= 400 && response.status < 500 ? change(saidBy(response), response) : response;
  };
}

/** How refusals look. */
export const errorMutants: readonly Mutant[] = [
  {
    name: 'errorArray',
    about: 'errors are lists of one error',
    caughtBy: ['ERR-001', 'ERR-004'],
    wrap: faulty(() => [errorsAs((body, response) => saying(response, [body]))]),
  },
  {
    name: 'errorDetails',
    about: 'errors have a further key',
    caughtBy: ['ERR-001'],
    wrap: faulty(() => [errorsAs((body, response) => saying(response, { ...body, details: {} }))]),
  },
  {
    name: 'messageMissing',
    about: 'errors have a code and no message',
    caughtBy: ['ERR-001', 'RUN-GET-002', 'RUN-EXEC-008', 'RUN-PATCH-016'],
    wrap: faulty(() => [errorsAs((body, response) => saying(response, omit(body, 'message')))]),
  },
  {
    name: 'errorsAreText',
    about: 'errors are JSON and say that they are text',
    caughtBy: ['ERR-002'],
    wrap: faulty(() => [
      errorsAs((_, response) => ({
        ...response,
        headers: { ...response.headers, 'content-type': 'text/plain' },
      })),
    ]),
  },
  {
    name: 'errorsSayOk',
    about: 'errors say ok: true',
    caughtBy: ['ERR-001', 'ERR-003'],
    wrap: faulty(() => [errorsAs((body, response) => saying(response, { ...body, ok: true }))]),
  },
  {
    name: 'codesInWords',
    about: 'the error is a sentence and no code',
    caughtBy: ['ERR-004'],
    wrap: faulty(() => [
      errorsAs((body, response) =>
        saying(response, { ...body, error: String(body.error).replaceAll('_', ' ') }),
      ),
    ]),
  },
  {
    name: 'stackInErrors',
    about: 'messages of errors tell where in the program they arose',
    caughtBy: ['ERR-009'],
    wrap: faulty(() => [
      errorsAs((body, response) =>
        saying(response, {
          ...body,
          message: `${body.message}\n    at handle (/srv/app/src/routes.ts:12:7)`,
        }),
      ),
    ]),
  },
];
