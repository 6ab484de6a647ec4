import { runIn } from '../model/claim.ts';
import { endingOf, type LogOp, type Op } from '../model/op.ts';
import { type Body, isBody } from '../wire/answer.ts';
import type { Entry, History } from './history.ts';

/** A race as it is looked at by one who asks what went wrong, beyond that no order explains it. */
export interface Seen {
  readonly history: History;
  /** As read when it was over; undefined when that was not answered. */
  readonly run: Body | undefined;
  readonly messages: readonly unknown[] | undefined;
  /** `CREATE e0` */
  readonly records: readonly string[] | undefined;
}

export function seen(history: History, finals: History): Seen {
  const read = (call: Op['call']): unknown => {
    const entry = finals.find(({ op }) => op.call === call);
    return entry?.outcome.kind === 'answered' && entry.outcome.status < 300 ? entry.outcome.body : undefined;
  };
  const get = read('get');
  return {
    history,
    run: get === undefined ? undefined : runIn(get),
    messages: listIn(read('logs'), 'runLogs')?.map(({ message }) => message),
    records: listIn(read('affected'), 'audits')?.map(({ action, entity }) => `${action} ${entity}`),
  };
}

function listIn(body: unknown, key: string): readonly Body[] | undefined {
  const list = isBody(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isBody) : undefined;
}

export function statusOf({ outcome }: Entry): number | undefined {
  return outcome.kind === 'answered' ? outcome.status : undefined;
}

export function accepted(entry: Entry): boolean {
  const status = statusOf(entry);
  return status !== undefined && status >= 200 && status < 300;
}

export function refused(entry: Entry): boolean {
  const status = statusOf(entry);
  return status !== undefined && status >= 400 && status < 500;
}

export function isEnding({ op }: Entry): boolean {
  return endingOf(op) !== undefined;
}

export function isLog(entry: Entry): entry is Entry & { readonly op: LogOp } {
  return entry.op.call === 'log';
}
