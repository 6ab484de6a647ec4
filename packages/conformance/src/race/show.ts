import { runIn } from '../model/claim.ts';
import type { Op, PatchBody } from '../model/op.ts';
import type { Outcome } from '../model/outcome.ts';
import { isBody } from '../wire/answer.ts';

/** A call in short, for a column of its own: there is one run, and the list of calls has the bodies. */
export function label(op: Op): string {
  switch (op.call) {
    case 'create':
      return 'execute';
    case 'patch':
      return patchLabel(op.body);
    case 'log':
      return `POST logs ${op.body.terminationStatus ?? op.body.message.slice(0, 8)}`;
    case 'tie':
      return `${op.change} entity ${op.entity}`;
    case 'get':
      return 'GET';
    case 'logs':
      return 'GET logs';
    case 'affected':
      return 'GET audit log';
    case 'list':
      return 'GET active runs';
  }
}

function patchLabel({ status, ...details }: PatchBody): string {
  const keys = Object.keys(details);
  return ['PATCH', ...(status === undefined ? [] : [status]), ...keys.map((key) => `+${key}`)].join(' ');
}

/** The status, and of a read what it is read for. */
export function showAnswer(op: Op, outcome: Outcome): string {
  if (outcome.kind === 'unknown') return 'no telling answer';
  const { status, body } = outcome;
  if (status >= 300) return String(status);
  if (op.call === 'get') {
    const { status: of, statusLabel, link, summary } = runIn(body);
    const told = Object.entries({ statusLabel, link, summary }).filter(([, value]) => value);
    return [status, of, ...told.map(([key, value]) => `${key} ${JSON.stringify(value)}`)].join(' ');
  }
  if (op.call === 'logs')
    return `${status} ${JSON.stringify(each(body, 'runLogs', ({ message }) => message))}`;
  if (op.call === 'affected')
    return `${status} ${JSON.stringify(each(body, 'audits', ({ action, entity }) => `${action} ${entity}`))}`;
  return String(status);
}

function each<T>(
  body: unknown,
  key: string,
  of: (item: Readonly<Record<string, unknown>>) => T,
): readonly T[] {
  const list = isBody(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isBody).map(of) : [];
}
