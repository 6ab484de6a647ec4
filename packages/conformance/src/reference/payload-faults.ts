import { type Body, isBody } from '../wire/answer.ts';
import type { Deliver } from './delivery.ts';
import { type DeliveryFault, printing, sending, withoutHeaders } from './delivery-fault.ts';

export const payloadFaults: readonly DeliveryFault[] = [
  {
    name: 'runNotNamed',
    about: 'the context has no runId',
    caughtBy: ['HOOK-PAY-001'],
    deliver: contextWith((context) => without(context, 'runId')),
  },
  {
    name: 'noEntityLeftOut',
    about: 'the context has no entity key when there is no entity',
    caughtBy: ['HOOK-PAY-001'],
    deliver: contextWith((context) => (context.entity === null ? without(context, 'entity') : context)),
  },
  {
    name: 'blueprintForgotten',
    about: 'the blueprint in the context is always null',
    caughtBy: ['HOOK-PAY-001'],
    deliver: contextWith((context) => ({ ...context, blueprint: null })),
  },
  {
    name: 'onlyContext',
    about: 'the default payload is its context and no more',
    caughtBy: ['HOOK-PAY-002'],
    deliver: printing((body) => JSON.stringify(isBody(body.context) ? { context: body.context } : body)),
  },
  {
    name: 'inputsDropped',
    about: 'the default payload has no inputs',
    caughtBy: ['HOOK-PAY-002'],
    deliver: printing((body) =>
      JSON.stringify(isBody(body.payload) ? { ...body, payload: { ...body.payload, properties: {} } } : body),
    ),
  },
  {
    name: 'alwaysPosted',
    about: 'the configured method is not used',
    caughtBy: ['HOOK-PAY-003'],
    deliver: sending((request) => ({ ...request, method: 'POST' })),
  },
  {
    name: 'putByDefault',
    about: 'PUT is the default method',
    caughtBy: ['HOOK-PAY-003'],
    deliver: sending((request) => ({ ...request, method: 'PUT' })),
  },
  {
    name: 'queryDropped',
    about: 'the query of the URL is left out',
    caughtBy: ['HOOK-PAY-003'],
    deliver: sending((request) => ({ ...request, url: request.url.replace(/\?.*$/, '') })),
  },
  {
    name: 'headersDropped',
    about: 'configured headers are not sent',
    caughtBy: ['HOOK-PAY-003'],
    deliver: sending((request) => withoutHeaders(request, /^x-conform/i)),
  },
  {
    name: 'deliveredTwice',
    about: 'every webhook is sent twice',
    caughtBy: ['HOOK-PAY-004'],
    deliver: async (request, { send }) => {
      await send(request);
      return send(request);
    },
  },
];

/** The default payload with something else in its context. */
function contextWith(change: (context: Body) => Body): Deliver {
  return printing((body) =>
    JSON.stringify(isBody(body.context) ? { ...body, context: change(body.context) } : body),
  );
}

function without(body: Body, ...keys: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}
