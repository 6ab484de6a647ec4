import { Untestable } from '../check/finding.ts';
import type { Connection } from '../session/connection.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Body } from '../wire/answer.ts';

/** What checks are set up with, made at most once where they share it. */
export interface Fixtures {
  name(what: string): string;
  action(): Promise<string>;
  ownAction(definition?: Body, purpose?: string): Promise<string>;
  sharedBlueprint(): Promise<string>;
  blueprint(definition?: Body, purpose?: string): Promise<string>;
}

export function fixtures(session: Session, { ask }: Connection): Fixtures {
  let count = 0;
  const name = (what: string) => {
    count += 1;
    return `${session.tag}-${what}-${count}`;
  };

  async function make(purpose: string, path: string, json: { identifier: string } & Body): Promise<string> {
    const answer = await ask(purpose, { method: 'POST', path, json });
    if (answer.status < 200 || answer.status >= 300) throw new Untestable(setUpRefused(answer));
    return json.identifier;
  }

  const ownAction: Fixtures['ownAction'] = (definition = {}, purpose = 'setup') =>
    make(purpose, '/actions', {
      identifier: name('action'),
      title: 'Conformance check',
      trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {}, required: [] } },
      invocationMethod: { type: 'KAFKA' },
      ...definition,
    });
  const blueprint: Fixtures['blueprint'] = (definition = {}, purpose = 'setup') =>
    make(purpose, '/blueprints', {
      identifier: name('blueprint'),
      title: 'Conformance check',
      icon: 'Microservice',
      schema: { properties: { language: { type: 'string' }, stars: { type: 'number' } }, required: [] },
      ...definition,
    });

  return {
    name,
    ownAction,
    blueprint,
    action: once(async () => session.sandbox.action ?? ownAction()),
    sharedBlueprint: once(async () => session.sandbox.blueprint ?? blueprint()),
  };
}

export function setUpRefused({ to, status, text }: Answer): string {
  return `set-up: ${to} was answered with ${status} ${text.slice(0, 200)}`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    if (!made) {
      const making = make();
      made = making;
      // What could not be made for want of an answer may be made for the next who asks.
      making.catch(() => {
        made = undefined;
      });
    }
    return made;
  };
}
