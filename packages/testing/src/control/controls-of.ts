import type { UntypedFakePort } from '../fake-port.ts';
import { type Control, type Driven, driven, type Names } from './control.ts';
import { checkOrigin } from './origin.ts';
import { controls } from './table.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body: string;
}

/** The answer of a control, or undefined when the request is for none. What a control throws becomes its message. */
export type Controls = (
  method: string,
  url: string,
  origin: string | undefined,
  body: () => Promise<string>,
) => Promise<ControlAnswer | undefined>;

const routes = controls.map((control) => ({ control, pattern: patternOf(control.path) }));

/** The controls of a fake, and those of its organisations under `/_berth/orgs/<name>/`. */
export function controlsOf(port: UntypedFakePort): Controls {
  const fakes = new Map<UntypedFakePort, Driven>();
  const of = (fake: UntypedFakePort) => {
    const known = fakes.get(fake) ?? driven(fake);
    fakes.set(fake, known);
    return known;
  };

  return async (method, url, origin, body) => {
    if (!url.startsWith('/_berth/')) return undefined;
    const [path = '', ...queries] = url.slice('/_berth'.length).split('?');
    const query = queries.join('?');
    try {
      checkOrigin(origin);
      const { organisation, below } = addressed(path);
      const found = find(method, below);
      if (!found) return refused(404, 'not_found', `There is no control ${method} ${url}`);
      const content =
        method === 'POST' ? contentOf(await body(), query) : Object.fromEntries(new URLSearchParams(query));
      checkKeys(found.control, content);
      const fake = organisation === undefined ? port : port.org(organisation);
      const said = await found.control.handle(of(fake), found.names(), content);
      return { status: 200, body: JSON.stringify(said ?? { ok: true }) };
    } catch (error) {
      return refused(422, 'control_failed', error instanceof Error ? error.message : String(error));
    }
  };
}

function addressed(path: string) {
  const [, name, below] = /^\/orgs\/([^/]+)(\/.+)$/.exec(path) ?? [];
  return name === undefined || below === undefined
    ? { organisation: undefined, below: path }
    : { organisation: decodeURIComponent(name), below };
}

function find(method: string, path: string): { control: Control; names: () => Names } | undefined {
  for (const { control, pattern } of routes) {
    const found = control.method === method && pattern.exec(path);
    if (!found) continue;
    const names = Object.entries(found.groups ?? {});
    return {
      control,
      names: () => Object.fromEntries(names.map(([key, text]) => [key, decodeURIComponent(text)])),
    };
  }
  return undefined;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

function contentOf(body: string, query: string): Readonly<Record<string, unknown>> {
  if (query !== '')
    throw new TypeError(`What is posted to a control is JSON in its body, not a query such as "?${query}"`);
  const content: unknown = body === '' ? {} : parsed(body);
  if (typeof content === 'object' && content !== null && !Array.isArray(content))
    return content as Readonly<Record<string, unknown>>;
  throw new TypeError('The body of a control is an object');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new TypeError(`The body of a control is JSON: ${(error as Error).message}`);
  }
}

/** What is misspelt would be left out without a word. */
function checkKeys({ keys, method, path }: Control, content: object): void {
  const stranger = Object.keys(content).find((key) => !keys.includes(key));
  if (stranger === undefined) return;
  throw new TypeError(`${method} /_berth${path} takes ${keys.join(', ') || 'nothing'}, not "${stranger}"`);
}

function refused(status: number, error: string, message: string): ControlAnswer {
  return { status, body: JSON.stringify({ ok: false, error, message }) };
}
