import { NoAnswer, Untestable } from '../check/finding.ts';
import { setUpRefused } from '../lab/fixtures.ts';
import type { Lab } from '../lab/lab.ts';
import { tokenSource } from '../session/token.ts';
import type { Target } from '../target/target.ts';
import type { Answer, Body } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';

/** A target in the same process answers at once or never. */
const TIMEOUT = 5_000;

/**
 * A lab over a target of the same kind that nothing else uses: neither paced nor recorded, since a race search sends it
 * thousands of requests, and nothing of it stays.
 */
export function apartLab(like: Lab, target: Target): Lab {
  let names = 0;
  const name = (what: string) => {
    names += 1;
    return `race-${what}-${names}`;
  };

  async function send({ method, path, json, token }: Call): Promise<Answer> {
    const bearer = token === undefined ? await tokens() : token;
    const headers = {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const body = json === undefined ? undefined : JSON.stringify(json);
    const response = await inTime(`${method} ${path}`, target.send({ method, path, headers, body }));
    return { ...response, json: parsed(response.text), to: `${method} ${path}` };
  }
  const tokens = tokenSource(
    target.credentials,
    (json) => send({ method: 'POST', path: '/auth/access_token', json, token: null }),
    () => {},
  );

  const make = (path: string, body: Body) => async (): Promise<string> => {
    const identifier = name('made');
    const answer = await send({ method: 'POST', path, json: { identifier, ...body } });
    if (answer.status >= 300) throw new Untestable(setUpRefused(answer));
    return identifier;
  };
  const ownAction = make('/actions', {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {}, required: [] } },
    invocationMethod: { type: 'KAFKA' },
  });
  const blueprint = make('/blueprints', { title: 'Race', schema: { properties: {}, required: [] } });

  return {
    ...like,
    target,
    name,
    request: (method, path, options) => send({ method, path, ...options }),
    action: once(ownAction),
    ownAction,
    sharedBlueprint: once(blueprint),
    eventually: (read) => read(),
  };
}

async function inTime<T>(what: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT} ms`)), TIMEOUT);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    throw new NoAnswer(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
