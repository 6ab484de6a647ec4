import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { recorder } from '../exchange/recorder.ts';
import type { Receiver } from '../hook/receiver.ts';
import { invariants } from '../invariants/invariants.ts';
import { type Fixtures, fixtures } from '../lab/fixtures.ts';
import { journal } from '../safety/journal.ts';
import { pacer } from '../safety/pacer.ts';
import { redactor } from '../safety/redact.ts';
import { isPort } from '../target/address.ts';
import type { Capability } from '../target/target.ts';
import { type Connection, connection } from './connection.ts';
import type { ExchangeEvent } from './events.ts';
import type { SessionOptions } from './options.ts';
import type { Session } from './session.ts';
import { settling } from './settling.ts';

export interface OpenedSession {
  readonly session: Session;
  readonly connected: Connection;
  readonly made: Fixtures;
  /** Why the session has to end before its time. */
  readonly aborted: () => string | undefined;
  capable(of: readonly Capability[]): void;
  close(): Promise<void>;
}

/** What a session needs, from its options; nothing is sent yet. */
export function openSession(options: SessionOptions, emit: (event: ExchangeEvent) => void): OpenedSession {
  const { target } = options;
  const { live = isPort(target.name), readOnly = isPort(target.name) } = options;
  const controller = new AbortController();
  // Every wait of every check hangs on it.
  setMaxListeners(0, controller.signal);
  let reason: string | undefined;
  const abort = (why: string) => {
    reason ??= why;
    controller.abort(new Error(why));
  };
  const interrupted = () => abort('it was interrupted');
  if (options.signal?.aborted) interrupted();
  options.signal?.addEventListener('abort', interrupted, { once: true });

  const redact = redactor();
  const secrets =
    'token' in target.credentials ? [target.credentials.token] : [target.credentials.clientSecret];
  for (const secret of secrets) redact.learn(secret);
  const capabilities = new Set<Capability>();
  const pace = pacer({
    perSecond: options.perSecond ?? (live ? 2 : 0),
    reserve: options.reserve ?? (live ? 0.2 : 0.05),
  });
  const settles = settling(options.settle ?? (live ? 10_000 : 0), () => pace.waited);
  const tag = `conform-${options.tag ?? randomBytes(4).toString('hex')}`;
  let receiving: Promise<Receiver> | undefined;
  const tokens = new Set<string>(secrets.filter((secret) => secret.length >= 8));

  const session: Session = {
    profile: options.profile ?? 'openapi',
    mode: options.mode ?? (live ? 'lite' : 'standard'),
    live,
    readOnly,
    seed: options.seed ?? randomBytes(4).readUInt32BE() % 1_000_000,
    tag,
    timeout: options.timeout ?? 10_000,
    capabilities,
    recorder: recorder(redact, emit),
    redactor: {
      ...redact,
      learn: (secret) => {
        redact.learn(secret);
        if (secret !== undefined && secret.length >= 8) tokens.add(secret);
      },
    },
    journal: journal({ target: target.name, tag }, options.journal),
    pacer: pace,
    invariants: invariants(() => [...tokens]),
    settling: settles,
    sandbox: options.sandbox ?? {},
    receiver: () =>
      (receiving ??= options.receiver
        ? options.receiver()
        : import('../hook/make-receiver.ts').then(({ makeReceiver }) => makeReceiver())),
    signal: controller.signal,
    abort,
  };
  const connected = connection(session, target);
  return {
    session,
    connected,
    made: fixtures(session, connected),
    aborted: () => reason,
    capable: (of) => {
      for (const capability of of) capabilities.add(capability);
    },
    close: async () => {
      if (receiving) await (await receiving).close();
      await target.close?.();
    },
  };
}
