import type { InvocationOutcome, JsonObject, Payload } from '@berth/core';
import type { Signer } from '../signature/signer.ts';

/** Where messages of KAFKA actions go. */
export interface KafkaOptions {
  readonly producer: KafkaProducer;
  /** Port's own is called `<organisation>.runs`. */
  readonly topic: string;
}

/** As much of a producer as is needed; that of kafkajs is one. */
export interface KafkaProducer {
  send(record: {
    readonly topic: string;
    readonly messages: { readonly key: string; readonly value: string }[];
  }): Promise<unknown>;
}

/**
 * Publishes the message of a run. Its `headers` carry the signature, over the same message with `headers` empty, and the time
 * as a number, as Port's own agent checks them; a list has no place for them.
 */
export async function publish(
  run: string,
  payload: Payload,
  { producer, topic }: KafkaOptions,
  sign: Signer,
): Promise<InvocationOutcome> {
  const content = payload.payload;
  const value = JSON.stringify(Array.isArray(content) ? content : signed(content as JsonObject, sign));
  try {
    await producer.send({ topic, messages: [{ key: run, value }] });
    return {};
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: 'FAILURE', summary: `The message was not published: ${why}` };
  }
}

function signed(message: JsonObject, sign: Signer): JsonObject {
  const unsigned = { ...message, headers: {} };
  const { timestamp, signature } = sign(JSON.stringify(unsigned));
  return {
    ...unsigned,
    headers: { 'X-Port-Signature': signature, 'X-Port-Timestamp': Number(timestamp) },
  };
}
