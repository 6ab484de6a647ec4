import { isBody } from '../wire/answer.ts';
import { bodyTo, faulty } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { patchRun } from './routes.ts';
import { omit } from './runs.ts';
import { bodyOf, pathOf, refusal } from './wire.ts';

const page = '<!doctype html><title>404 Not Found</title>';
const unknownRoute =
  /^\/(?!actions|blueprints|audit-log|auth)|^\/actions\/runs\/[^/]+\/(?!logs|appro|response)/;

/** What brings refusals about. */
export const errorCauseMutants: readonly Mutant[] = [
  {
    name: 'malformedIsEmpty',
    about: 'a body that is no JSON counts as an empty object',
    caughtBy: ['ERR-005'],
    wrap: faulty(() => [
      (send) => (request, signal) =>
        send(
          typeof request.body === 'string' && !isJson(request.body) ? { ...request, body: '{}' } : request,
          signal,
        ),
    ]),
  },
  {
    name: 'htmlErrors',
    about: 'a route that there is not is answered with a page of HTML',
    caughtBy: ['ERR-001', 'ERR-006'],
    wrap: faulty(() => [
      (send) => async (request, signal) => {
        const response = await send(request, signal);
        const unknown = response.status === 404 && unknownRoute.test(pathOf(request));
        return unknown ? { status: 404, headers: { 'content-type': 'text/html' }, text: page } : response;
      },
    ]),
  },
  {
    name: 'oddIdsCrash',
    about: 'a path that is not properly encoded is a server error',
    caughtBy: ['ERR-007'],
    wrap: faulty(() => [
      (send) => async (request, signal) =>
        isEncoded(pathOf(request)) ? send(request, signal) : refusal(500, 'internal_error'),
    ]),
  },
  {
    name: 'prototypeMerged',
    about: 'what a PATCH says under __proto__ is set',
    caughtBy: ['ERR-008'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) => {
        const hidden = Object.entries(body).find(([name]) => name === '__proto__')?.[1];
        return isBody(hidden) ? { ...omit(body, '__proto__'), ...bodyOf({ json: hidden }) } : body;
      }),
    ]),
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
