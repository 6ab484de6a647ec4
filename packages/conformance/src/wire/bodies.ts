import { Finding } from '../check/finding.ts';
import { type Answer, type Body, isBody } from './answer.ts';

/** A run as some view shows it. */
export interface RunBody extends Body {
  readonly id: string;
}

export interface LogBody extends Body {
  readonly id: string;
  readonly message: string;
}

/** Each of these is a finding when the answer does not have it: the published schema requires only `ok`. */
export function bodyIn(answer: Answer): Body {
  if (!isBody(answer.json)) throw new Finding(`${answer.to} is answered with a JSON object`, {}, answer.text);
  return answer.json;
}

export function runIn(answer: Answer): RunBody {
  const { run } = bodyIn(answer);
  if (isBody(run) && typeof run.id === 'string') return run as RunBody;
  throw new Finding(`${answer.to} is answered with a run that has an id`, { run: { id: '…' } }, answer.json);
}

export function runsIn(answer: Answer): readonly RunBody[] {
  return listIn(answer, 'runs') as readonly RunBody[];
}

export function logIn(answer: Answer): LogBody {
  const { runLog } = bodyIn(answer);
  if (isBody(runLog) && typeof runLog.id === 'string') return runLog as LogBody;
  throw new Finding(`${answer.to} is answered with a runLog that has an id`, { runLog: {} }, answer.json);
}

export function logsIn(answer: Answer): readonly LogBody[] {
  return listIn(answer, 'runLogs') as readonly LogBody[];
}

export function auditsIn(answer: Answer): readonly Body[] {
  return listIn(answer, 'audits');
}

export function approversIn(answer: Answer): readonly Body[] {
  return listIn(answer, 'approvers');
}

export function entityIn(answer: Answer): Body {
  const { entity } = bodyIn(answer);
  if (isBody(entity)) return entity;
  throw new Finding(`${answer.to} is answered with an entity`, { entity: {} }, answer.json);
}

/** The list of objects under this key. */
export function listIn(answer: Answer, key: string): readonly Body[] {
  const list = bodyIn(answer)[key];
  if (Array.isArray(list) && list.every(isBody)) return list;
  throw new Finding(`${answer.to} is answered with a list of ${key}`, { [key]: [] }, answer.json);
}
