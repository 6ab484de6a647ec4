import type { Payload } from './invoker.ts';

/** What the server does by itself. */
export const SERVER_QUEUE = 'server';
/** Webhooks that an agent pulls and sends from where it runs. */
export const AGENT_QUEUE = 'agent';
/** Messages for a Kafka topic, by the host's producer; without one, whoever pulls may have them. */
export const KAFKA_QUEUE = 'kafka';

/** Who does what a run is for. */
export function queueOf(payload: Payload): string {
  if (payload.type === 'KAFKA') return KAFKA_QUEUE;
  if (payload.type === 'INTEGRATION_ACTION') return installationQueue(String(payload.installationId));
  return payload.type === 'WEBHOOK' && payload.agent === true ? AGENT_QUEUE : SERVER_QUEUE;
}

/** Of an integration that pulls its own runs. */
export function installationQueue(installationId: string): string {
  return `installation ${installationId}`;
}

/** The answer that the server gets ends such a run. An agent reports by itself what it got. */
export function isSynchronized(payload: Payload | undefined): boolean {
  return payload?.type === 'WEBHOOK' && payload.synchronized === true && payload.agent !== true;
}
