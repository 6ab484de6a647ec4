import { pathToFileURL } from 'node:url';
import { type Credentials, fetchTarget, type Profile, type Target, urlTarget } from '@berth/conformance';
import { UsageError } from '../usage.ts';
import { choice } from './flags.ts';

export interface TargetFlags {
  readonly target?: string | undefined;
  readonly 'client-id'?: string | undefined;
  readonly 'client-secret'?: string | undefined;
  readonly 'token-env'?: string | undefined;
  readonly profile: string;
}

const HOW = '--target takes a URL (http://localhost:3000), fake:, or module:./app.mjs#fetch';

export function profileFrom({ profile }: TargetFlags): Profile {
  return choice('profile', profile, ['seed', 'openapi']);
}

/** What `--target` names. There is no default: nobody's server is written to by accident. */
export async function targetFrom(flags: TargetFlags, environment: NodeJS.ProcessEnv): Promise<Target> {
  const { target } = flags;
  if (target === undefined) throw new UsageError(`${HOW}; there is no default`);
  if (target === 'fake:') return (await import('./fake-target.ts')).fakeTarget(profileFrom(flags));
  const credentials = credentialsFor(flags, environment);
  if (target.startsWith('module:')) return moduleTarget(target.slice('module:'.length), credentials);
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) throw new UsageError(`${HOW}; not "${target}"`);
  const { username, password } = new URL(target);
  if (username || password)
    throw new UsageError('--target carries no credentials: set PORT_CLIENT_ID and PORT_CLIENT_SECRET');
  return urlTarget(target, credentials);
}

/** From the flags or the environment: a token by the name of its variable, or client credentials. */
function credentialsFor(flags: TargetFlags, environment: NodeJS.ProcessEnv): Credentials {
  const name = flags['token-env'];
  if (name !== undefined) {
    const token = environment[name];
    if (!token) throw new UsageError(`--token-env ${name}: there is no such variable, or it is empty`);
    return { token };
  }
  const pairs = [
    [flags['client-id'], flags['client-secret']],
    [environment.PORT_CLIENT_ID, environment.PORT_CLIENT_SECRET],
    [environment.BERTH_CLIENT_ID, environment.BERTH_CLIENT_SECRET],
  ];
  // A flag for one and a variable for the other is fine too.
  const clientId = pairs.find(([id]) => id)?.[0];
  const clientSecret =
    flags['client-secret'] ??
    pairs.find(([id, secret]) => id === clientId && secret)?.[1] ??
    environment.PORT_CLIENT_SECRET;
  // Without any, the first contact tells whether the target wants some.
  return clientId && clientSecret ? { clientId, clientSecret } : { token: '' };
}

/** `./app.mjs#fetch`: a function in this process that answers a Request. Its API begins at `/v1`. */
async function moduleTarget(spec: string, credentials: Credentials): Promise<Target> {
  const [file = '', name = 'fetch'] = spec.split('#');
  const module = (await load(file)) as Record<string, unknown>;
  const found = module[name] ?? (module.default as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== 'function') throw new UsageError(`${file} exports no function "${name}"`);
  const fetch = (request: Request) => (found as (request: Request) => Response | Promise<Response>)(request);
  return fetchTarget(fetch, { name: `module:${spec}`, base: 'http://module.test/v1', credentials });
}

async function load(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw new UsageError(`cannot load ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
