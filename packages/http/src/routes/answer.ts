import type { Refusal, Result } from '@berth/core';
import type { Reply } from '../protocol/exchange.ts';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';

/** The reply to a service's answer: the content that `form` makes of it, or the wire form of the refusal. */
export function answer<T>(result: Result<T, Refusal>, status: number, form: (value: T) => object): Reply {
  return result.ok ? success(status, form(result.value)) : replyTo(result.error);
}

/** The same, for an answer that is the content already. */
export function answerAsItIs(result: Result<object, Refusal>, status: number): Reply {
  return answer(result, status, (content) => content);
}
