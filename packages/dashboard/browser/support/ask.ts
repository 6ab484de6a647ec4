import { type Berth, type Caller, callInProcess } from '@berth/http';

/** Asks the API in process, as somebody it lets in. @param path below `/v1`, perhaps with a query */
export async function ask(berth: Berth, caller: Caller, method: string, path: string, body: object) {
  const answer = await callInProcess(berth, { method, path, body, caller });
  return { status: answer.status, body: JSON.parse(answer.body) };
}
