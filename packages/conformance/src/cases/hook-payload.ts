import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectThat } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Delivery } from '../hook/receiver.ts';
import type { Lab } from '../lab/lab.ts';
import { type Body, isBody } from '../wire/answer.ts';
import { hookRequestChecks } from './hook-request.ts';
import { deliveryTo, payloadOf, webhookAction } from './hook-runs.ts';

interface Delivered {
  readonly run: string;
  readonly payload: Body;
}

/** What the webhook of an action without a body of its own brings. */
async function delivered(lab: Lab, definition: Body = {}, execution: Body = {}): Promise<Delivered> {
  const endpoint = (await lab.receiver()).endpoint();
  const action = await webhookAction(lab, { url: endpoint.url }, definition);
  const run = await lab.openRun(action, { properties: {}, ...execution });
  return { run, payload: sound(await deliveryTo(endpoint)) };
}

function sound(delivery: Delivery): Body {
  const payload = payloadOf(delivery);
  if (payload) return payload;
  throw new Finding('the default payload is a JSON object', {}, delivery.raw.slice(0, 300));
}

function contextIn({ context }: Body): Body {
  if (isBody(context)) return context;
  throw new Finding('the default payload has a context', {}, context);
}

const inputs = { text: 'żółć', count: 3, yes: true, list: [1, 'two'], nested: { empty: {} } };

const payloads: readonly Check[] = [
  {
    id: 'HOOK-PAY-001',
    run: async (lab) => {
      const { run, payload } = await delivered(lab);
      const context = contextIn(payload);
      expectHolds(context, { runId: run, entity: null }, 'context names the run, and no entity');
      expectThat('blueprint' in context, 'context has a blueprint', context);
      if (!lab.has('entities')) return;
      const blueprint = await lab.blueprint();
      const entity = await lab.entity(blueprint);
      const userInputs = { properties: {}, required: [] };
      const trigger = {
        type: 'self-service',
        operation: 'DAY-2',
        blueprintIdentifier: blueprint,
        userInputs,
      };
      const bound = await delivered(lab, { trigger }, { entity });
      const { entity: named, ...rest } = contextIn(bound.payload);
      expectHolds(rest, { runId: bound.run, blueprint }, 'context names the run and its blueprint');
      expectThat(typeof named === 'string' && named !== '', 'context names the entity of the run', named);
    },
  },
  {
    id: 'HOOK-PAY-002',
    run: async (lab) => {
      const { payload } = await delivered(lab, {}, { properties: inputs });
      expectHolds(payload, { resourceType: 'run', status: 'TRIGGERED' }, 'the payload tells what it is of');
      const { action, trigger, payload: inner } = payload;
      expectThat(typeof action === 'string' && action !== '', 'the payload names the action', action);
      const { by, origin, at } = isBody(trigger) ? trigger : {};
      const told = isBody(by) && typeof origin === 'string' && typeof at === 'string';
      expectThat(told && !Number.isNaN(Date.parse(at)), 'the payload tells who, where and when', trigger);
      expectThat(isBody(inner), 'the payload has a payload', inner);
      const { entity } = inner;
      expectThat(entity === null || isBody(entity), 'payload.entity is null or an entity', entity);
      expectThat(isBody(inner.action), 'payload.action is an object', inner.action);
      expectEqual(inner.properties, inputs, 'payload.properties are the inputs');
    },
  },
];

export const hookPayloadChecks: readonly Check[] = [...payloads, ...hookRequestChecks];
