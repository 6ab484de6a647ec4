import { isBody } from '../wire/answer.ts';
import type { Observed, Problem } from './invariants.ts';

interface AnswerRule {
  readonly id: string;
  applies(observed: Observed): boolean;
  problem(observed: Observed, secrets: readonly string[]): Problem | undefined;
}

/** Statuses whose bodies the published document describes. */
const documented = new Set([401, 404, 413, 422]);
const withMessage = new Set([404, 422]);
const envelope = new Set(['ok', 'error', 'message']);
const leak = /(?:\n|\\n)\s+at [\w.<]|node_modules|\b[\w/\\.-]+\.(?:ts|js|mjs|cjs|py|go|rb|java):\d+/;

/** Each judges one answer by itself. */
export const answerRules: readonly AnswerRule[] = [
  {
    id: 'ERR-001',
    applies: ({ answer }) => documented.has(answer.status),
    problem: ({ answer }) => {
      const { json, status } = answer;
      const expected = '{"ok":false,"error":"…","message":"…"}';
      const got = answer.text.slice(0, 300);
      if (!isBody(json)) return { message: `${at(answer)} has a JSON object as its body`, expected, got };
      if (json.ok !== false) return { message: `${at(answer)} says "ok": false`, expected, got };
      if (typeof json.error !== 'string')
        return { message: `${at(answer)} has an error code`, expected, got };
      const further = Object.keys(json).filter((key) => !envelope.has(key));
      if (further.length > 0)
        return { message: `${at(answer)} has no keys beyond ok, error and message`, got: further };
      if (withMessage.has(status) && typeof json.message !== 'string')
        return { message: `${at(answer)} has a message`, expected, got };
      return undefined;
    },
  },
  {
    id: 'ERR-002',
    applies: ({ answer }) => answer.json !== undefined,
    problem: ({ answer }) =>
      /^application\/json\b/i.test(answer.headers['content-type'] ?? '')
        ? undefined
        : {
            message: `${at(answer)} is JSON and says so`,
            expected: 'application/json',
            got: answer.headers['content-type'],
          },
  },
  {
    id: 'ERR-003',
    applies: ({ answer }) => isBody(answer.json) && 'ok' in answer.json,
    problem: ({ answer }) => {
      const ok = isBody(answer.json) ? answer.json.ok : undefined;
      const right = answer.status < 300 ? ok === true : ok !== true;
      return right
        ? undefined
        : { message: `${at(answer)} says "ok" as its status does`, expected: answer.status < 300, got: ok };
    },
  },
  {
    id: 'ERR-007',
    applies: () => true,
    problem: ({ answer }) =>
      answer.status < 500
        ? undefined
        : { message: `${answer.to} causes no server error`, expected: 'below 500', got: answer.status },
  },
  {
    id: 'ERR-009',
    applies: ({ answer }) => answer.status >= 400,
    problem: ({ answer }) => {
      const found = leak.exec(answer.text)?.[0];
      return found === undefined
        ? undefined
        : { message: `${at(answer)} shows nothing of the server's inside`, got: found.trim() };
    },
  },
  {
    id: 'AUTH-009',
    applies: () => true,
    problem: ({ answer, call }, secrets) => {
      const issuing = call.path.startsWith('/auth/access_token');
      const text =
        issuing && isBody(answer.json) ? JSON.stringify({ ...answer.json, accessToken: '' }) : answer.text;
      const everything = `${text}\n${Object.values(answer.headers).join('\n')}`;
      return secrets.some((secret) => everything.includes(secret))
        ? { message: `${at(answer)} repeats no secret`, got: 'the client secret or the token' }
        : undefined;
    },
  },
];

function at({ to, status }: Observed['answer']): string {
  return `the ${status} to ${to}`;
}
