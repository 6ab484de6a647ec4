import type { Credentials, Seed } from '@berth/http';

interface SeedAction {
  readonly identifier?: unknown;
  readonly trigger?: {
    readonly type?: unknown;
    readonly operation?: unknown;
    readonly blueprintIdentifier?: unknown;
    readonly userInputs?: Inputs;
  };
}

/** The first action of the seed that can be executed without naming an entity. */
export function firstAction({
  actions = [],
}: Seed): { readonly identifier: string; readonly inputs: object } | undefined {
  const executable = (actions as readonly SeedAction[]).find(
    ({ trigger }) =>
      trigger?.type === 'self-service' && (trigger.operation === 'CREATE' || !trigger.blueprintIdentifier),
  );
  if (typeof executable?.identifier !== 'string') return undefined;
  return { identifier: executable.identifier, inputs: exampleOf(executable.trigger?.userInputs ?? {}) };
}

interface Inputs {
  readonly properties?: Readonly<
    Record<string, { type?: string; default?: unknown; enum?: readonly unknown[] }>
  >;
  readonly required?: unknown;
}

/** A value for each required input: its default, its first choice, or something of its type. */
function exampleOf({ properties = {}, required }: Inputs): object {
  const samples: Readonly<Record<string, unknown>> = { number: 1, boolean: true, object: {}, array: [] };
  const names = Array.isArray(required) ? (required as string[]) : [];
  return Object.fromEntries(
    names.map((name) => {
      const input = properties[name];
      return [name, input?.default ?? input?.enum?.[0] ?? samples[input?.type ?? ''] ?? `my-${name}`];
    }),
  );
}

/** Lines to paste into a shell, with nothing but curl and sed: execute the action, report on its run, finish it. */
export function curlLines(
  url: string,
  { clientId, clientSecret }: Credentials,
  { identifier, inputs }: { readonly identifier: string; readonly inputs: object },
): string {
  const pick = (key: string) => `sed -E 's/.*"${key}":"([^"]+)".*/\\1/'`;
  const json = (value: object) => `'${JSON.stringify(value).replaceAll("'", `'\\''`)}'`;
  const call = (method: string, path: string, body: object) =>
    `curl -sS -X ${method} "$PORT/v1${path}" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d ${json(body)}`;
  return [
    '',
    'Paste these lines to execute an action, report progress and finish it:',
    '',
    `PORT=${url}`,
    `TOKEN=$(curl -sS "$PORT/v1/auth/access_token" -H 'Content-Type: application/json' -d ${json({ clientId, clientSecret })} | ${pick('accessToken')})`,
    `RUN=$(${call('POST', `/actions/${encodeURIComponent(identifier)}/runs`, { properties: inputs })} | ${pick('runId')})`,
    `${call('POST', '/actions/runs/$RUN/logs', { message: 'Creating the repository' })}; echo`,
    `${call('PATCH', '/actions/runs/$RUN', { statusLabel: 'Almost there', link: 'https://ci.example.com/1' })}; echo`,
    `${call('POST', '/actions/runs/$RUN/logs', { message: 'Done', terminationStatus: 'SUCCESS', statusLabel: 'Created' })}; echo`,
    `curl -sS "$PORT/v1/actions/runs/$RUN" -H "Authorization: Bearer $TOKEN"; echo`,
    '',
  ].join('\n');
}
