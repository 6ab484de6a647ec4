import type { LogEntry, Op, PatchBody } from '../model/op.ts';
import type { Program } from './program.ts';
import type { Adopt } from './reduce.ts';

/** Drops one key of a body after another. */
export async function fewerKeys(current: () => Program, adopt: Adopt): Promise<void> {
  for (let at = 0; at < current().length; at += 1) {
    for (const key of keysOf(current()[at])) {
      const program = current();
      await adopt(program.map((op, index) => (index === at ? without(op, key) : op)));
    }
  }
}

function keysOf(op: Op | undefined): readonly string[] {
  if (op?.call === 'create') return Object.keys(op.properties);
  if (op?.call === 'log') return Object.keys(op.body).filter((key) => key !== 'message');
  if (op?.call !== 'patch') return [];
  const keys = Object.keys(op.body);
  return keys.length > 1 ? keys : [];
}

function without(op: Op, key: string): Op {
  if (op.call === 'create') return { ...op, properties: dropped(op.properties, key) };
  if (op.call === 'patch') return { ...op, body: dropped(op.body, key) };
  if (op.call === 'log') return { ...op, body: dropped(op.body, key) };
  return op;
}

function dropped<T extends object>(body: T, key: string): T {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key)) as T;
}

/** Says the same with the plainest values: equal ones stay equal, different ones different. */
export async function simplerValues(current: () => Program, adopt: Adopt): Promise<void> {
  if (!(await adopt(plain(current())))) {
    for (let at = 0; at < current().length; at += 1) {
      const program = current();
      const simple = plain(program);
      await adopt(program.map((op, index) => (index === at ? (simple[at] ?? op) : op)));
    }
  }
  for (let at = 0; at < current().length; at += 1) {
    const op = current()[at];
    if (op?.call !== 'patch' || !Array.isArray(op.body.link) || op.body.link.length === 0) continue;
    const linked = (link: readonly string[]) =>
      current().map((each, index) => (index === at ? { ...op, body: { ...op.body, link } } : each));
    if (!(await adopt(linked([])))) await adopt(linked(op.body.link.slice(0, 1)));
  }
}

function plain(program: Program): Program {
  const texts = ladder((place) => String.fromCharCode('a'.charCodeAt(0) + (place % 26)));
  const links = ladder((place) => `https://l/${place + 1}`);
  const patch = (body: PatchBody): PatchBody => ({
    ...body,
    ...(body.statusLabel === undefined ? {} : { statusLabel: texts(body.statusLabel) }),
    ...(body.summary === undefined ? {} : { summary: texts(body.summary) }),
    ...(body.link === undefined
      ? {}
      : { link: typeof body.link === 'string' ? links(body.link) : body.link.map(links) }),
  });
  const log = (body: LogEntry): LogEntry => ({
    ...body,
    message: texts(body.message),
    ...(body.statusLabel === undefined ? {} : { statusLabel: texts(body.statusLabel) }),
  });
  return program.map((op) => {
    if (op.call === 'create') return { ...op, properties: {} };
    if (op.call === 'patch') return { ...op, body: patch(op.body) };
    return op.call === 'log' ? { ...op, body: log(op.body) } : op;
  });
}

/** An empty text is as plain as any and may be what matters. */
function ladder(rung: (place: number) => string): (value: string) => string {
  const rungs = new Map<string, string>([['', '']]);
  return (value) => {
    const found = rungs.get(value) ?? rung(rungs.size - 1);
    rungs.set(value, found);
    return found;
  };
}
