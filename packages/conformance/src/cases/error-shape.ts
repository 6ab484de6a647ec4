import { expectStatus } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import { type Answer, type Body, isBody } from '../wire/answer.ts';

const envelope = new Set(['ok', 'error', 'message']);
/** Of these the published document requires a message too. */
const withMessage = new Set([404, 422]);

/** The body of an error that is documented: its code, perhaps a message, and nothing else. */
export function expectErrorShape({ json, status, text, to }: Answer): Body {
  const sound =
    isBody(json) &&
    json.ok === false &&
    typeof json.error === 'string' &&
    typeof (json.message ?? (withMessage.has(status) ? undefined : '')) === 'string' &&
    Object.keys(json).every((key) => envelope.has(key));
  if (sound) return json;
  throw new Finding(
    `the ${status} to ${to} is an object of "ok": false, an error and a message, and of nothing else`,
    '{"ok":false,"error":"…","message":"…"}',
    text.slice(0, 300),
  );
}

export async function expectError(
  status: number | readonly number[],
  answer: Answer | Promise<Answer>,
  what?: string,
): Promise<Body> {
  return expectErrorShape(await expectStatus(status, answer, what));
}
