import { signatureOf } from '../hook/signature.ts';
import { changed } from './run-change.ts';
import type { RunRecord } from './run-record.ts';
import { requestOf, sent } from './webhook.ts';
import { updateRun, type World } from './world.ts';

/** A webhook as it goes out. */
export interface DeliveryRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly synchronized: boolean;
}

export interface DeliveryAnswer {
  readonly status: number;
  readonly text: string;
}

export interface DeliveryTools {
  /** Rejects when there is no answer. */
  send(request: DeliveryRequest): Promise<DeliveryAnswer>;
  /** What goes into the signature's header. */
  sign(timestamp: string, body: string): string;
}

/** Stands between the API and the network; a test changes here what is sent, how often, and what came back. */
export type Deliver = (request: DeliveryRequest, tools: DeliveryTools) => Promise<DeliveryAnswer>;

export interface DeliveryOptions {
  readonly secret: string;
  readonly now: () => number;
  readonly timeout: number;
  readonly deliver?: Deliver | undefined;
  readonly signal: AbortSignal;
}

type Outcome = Partial<RunRecord> | undefined;

/** Sends a run's webhook and ends the run as the outcome asks. */
export function deliveries(world: () => World, options: DeliveryOptions): (run: RunRecord) => void {
  const { deliver = (request, tools) => tools.send(request) } = options;
  const sign = (timestamp: string, body: string) => signatureOf(options.secret, timestamp, body);
  const send = (request: DeliveryRequest) => sent(request, options);

  async function outcomeOf(request: DeliveryRequest): Promise<Outcome> {
    try {
      const { status, text } = await deliver(request, { send, sign });
      const good = status >= 200 && status < 300;
      if (!good) return failure(`the webhook was answered with status code: ${status}`, request, text);
      return request.synchronized ? { status: 'SUCCESS', ...responded(text) } : undefined;
    } catch (error) {
      return failure(`the webhook was not answered: ${causeOf(error)}`, request, '');
    }
  }

  async function run(record: RunRecord): Promise<void> {
    const timestamp = String(Math.floor(options.now() / 1_000));
    const outcome = await outcomeOf(requestOf(record, timestamp, sign));
    if (!outcome || options.signal.aborted) return;
    const by = record.createdBy;
    await updateRun(world(), record.id, (before) =>
      before.status === 'IN_PROGRESS' ? changed(world(), before, outcome, by) : before,
    );
  }

  return (record) => {
    if (record.invocation.type !== 'WEBHOOK' || record.invocation.agent === true) return;
    // A store that fails on purpose takes the outcome with it; nobody waits for this.
    run(record).catch(() => {});
  };
}

function failure(summary: string, request: DeliveryRequest, text: string): Outcome {
  return { status: 'FAILURE', summary, ...(request.synchronized ? responded(text) : {}) };
}

function responded(text: string): Partial<RunRecord> {
  if (text === '') return {};
  try {
    const json: unknown = JSON.parse(text);
    return { response: typeof json === 'object' && json !== null ? json : text };
  } catch {
    return { response: text };
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
