import type { UntypedFakePort } from './fake-port.ts';

/** A control of the library as a route: what a test in another language does with its fake. */
interface Control {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  handle(port: UntypedFakePort, names: readonly string[], body: Content): Promise<object> | object;
}

interface Content {
  readonly action?: string;
  readonly properties?: object;
  readonly entity?: string;
  readonly milliseconds?: number;
}

const controls: readonly Control[] = [
  {
    method: 'POST',
    path: /^\/_berth\/execute$/,
    handle: async (port, _names, { action = '', ...inputs }) => (await port.execute(action, inputs)).view(),
  },
  {
    method: 'GET',
    path: /^\/_berth\/runs\/([^/]+)$/,
    handle: (port, [id = '']) => port.run(decodeURIComponent(id)).view(),
  },
  {
    method: 'POST',
    path: /^\/_berth\/clock\/advance$/,
    handle: async ({ clock }, _names, { milliseconds = Number.NaN }) => {
      await clock.advance(milliseconds);
      return { now: clock.now };
    },
  },
];

/** The answer of a control, or undefined when the request is for none. What a control throws becomes its message. */
export async function control(
  port: UntypedFakePort,
  method: string,
  path: string,
  body: () => Promise<string>,
): Promise<{ readonly status: number; readonly body: string } | undefined> {
  if (!path.startsWith('/_berth/')) return undefined;
  for (const each of controls) {
    const names = each.path.exec(path);
    if (!names || each.method !== method) continue;
    try {
      const content = method === 'POST' ? contentOf(await body()) : {};
      return { status: 200, body: JSON.stringify(await each.handle(port, names.slice(1), content)) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { status: 422, body: JSON.stringify({ ok: false, error: 'control_failed', message }) };
    }
  }
  const message = `There is no control ${method} ${path}`;
  return { status: 404, body: JSON.stringify({ ok: false, error: 'not_found', message }) };
}

function contentOf(body: string): Content {
  const content: unknown = JSON.parse(body);
  if (typeof content === 'object' && content !== null) return content;
  throw new TypeError('The body of a control is an object');
}
