import type { Requirement } from '../catalogue/requirement.ts';
import type { ExchangeEvent } from '../session/events.ts';
import { isBody } from '../wire/answer.ts';
import { type Fill, sending } from './exchange-call.ts';
import { type GivenValue, givenValues, parsed } from './exchange-values.ts';
import { header, makers, prelude, type ScriptOptions } from './prelude.ts';
import { quoted, variable } from './shell.ts';

/** A shell script that sends again what a check has sent, and prints what is answered next to what was. */
export function exchangesScript(
  requirement: Requirement,
  exchanges: readonly ExchangeEvent[],
  options: ScriptOptions = {},
): string {
  const sent = withoutRepeats(exchanges);
  const given = givenValues(sent);
  const tag = tagIn(sent);
  const variables = new Map<string, string>();
  const lines = sent.flatMap((exchange) => {
    const fill: Fill = (text) => filledIn(text, variables, tag);
    const line = sending(exchange, fill);
    const values = given.get(exchange.number) ?? [];
    for (const { value, variable } of values) variables.set(value, variable);
    return [...line, ...values.map(takingOver), ...keepingTrack(exchange, fill)];
  });
  const about = [
    'What the check of this requirement sent, in turn; calls that it made at the same moment are made one after another.',
    'It prints each status next to the one that was answered then, and judges nothing: hold the answers against the sentence.',
  ];
  return `${[
    header(requirement, about),
    prelude(options),
    'same=0; calls=0',
    `# say CALL STATUS: what came of a call, next to what was answered then.
say() {
  calls=$((calls + 1)); if [ "$status" = "$2" ]; then same=$((same + 1)); fi
  printf '%-90s %s (was %s)\\n' "$1" "$status" "$2"
}`,
    ...setUp(sent, tag),
    '',
    ...lines,
    '',
    // A token is not for a screen.
    ...(sent.at(-1)?.request.path.startsWith('/auth/') ? [] : [`printf 'last answer: %s\\n' "$answer"`]),
    `printf '%s of %s calls are answered with the same status. %s\\n' "$same" "$calls" ${quoted(`${requirement.id}: ${requirement.text}`)}`,
  ].join('\n')}\n`;
}

/** The name that all things of the session begin with. */
function tagIn(exchanges: readonly ExchangeEvent[]): string | undefined {
  const text = exchanges.map(({ request }) => `${request.path} ${request.body ?? ''}`).join('\n');
  return /\b(conform-[A-Za-z0-9]+)-[a-zA-Z]/.exec(text)?.[1];
}

/** Polling for what lags behind is one call. */
function withoutRepeats(exchanges: readonly ExchangeEvent[]): readonly ExchangeEvent[] {
  const key = ({ request: { method, path, headers }, response }: ExchangeEvent) =>
    JSON.stringify([method, path, headers, response?.status]);
  return exchanges.filter((exchange, index) => {
    const next = exchanges[index + 1];
    const repeats = exchange.request.method === 'GET' && exchange.response?.status !== 401;
    return !repeats || !next || key(next) !== key(exchange);
  });
}

function filledIn(text: string, variables: ReadonlyMap<string, string>, tag: string | undefined): string {
  let filled = tag === undefined ? text : text.replaceAll(tag, variable('tag'));
  for (const [value, name] of variables) filled = filled.replaceAll(value, variable(name));
  return filled;
}

function takingOver({ at, variable, value }: GivenValue): string {
  const jq = at.map((key) => (typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`)).join('');
  const js = at.map((key) => `?.[${JSON.stringify(key)}]`).join('');
  return `${variable}=$(text ${quoted(`.${jq}`)} ${quoted(`a${js}`)}) # was ${value}`;
}

/** What was made has to be ended or deleted. */
function keepingTrack(
  { request: { method, path, body }, response }: ExchangeEvent,
  fill: Fill,
): readonly string[] {
  if (method !== 'POST' || (response?.status ?? 500) >= 300) return [];
  const [route = ''] = path.split('?');
  if (/^\/actions\/[^/]+\/runs$/.test(route)) return ['runs+=("$(text .run.id a.run?.id)")'];
  const query = route.endsWith('/entities') ? '?delete_dependents=true' : '';
  if (query === '' && route !== '/actions' && route !== '/blueprints') return [];
  return identifierIn(body).map(
    (name) => `made=(${quoted(fill(`${route}/${name}${query}`))} \${made[@]+"\${made[@]}"})`,
  );
}

/** Actions and blueprints that checks share, and that these calls therefore do not make. */
function setUp(exchanges: readonly ExchangeEvent[], tag: string | undefined): readonly string[] {
  if (tag === undefined) return [];
  const made = new Set(
    exchanges.flatMap(({ request: { method, body } }) => (method === 'POST' ? identifierIn(body) : [])),
  );
  const used = exchanges.map(({ request }) => `${request.path} ${request.body ?? ''}`).join('\n');
  const names = new Set(used.match(new RegExp(`${tag}-(?:action|blueprint)-\\d+`, 'g')) ?? []);
  const makes = [...names]
    .filter((name) => !made.has(name))
    .map((name) => {
      const by = name.startsWith(`${tag}-action`) ? ('make_action' as const) : ('make_blueprint' as const);
      return { by, line: `${by} ${quoted(name.replace(tag, variable('tag')))}` };
    });
  return [makers(makes.map(({ by }) => by)), ...makes.map(({ line }) => line)];
}

function identifierIn(body: string | undefined): readonly string[] {
  const json = parsed(body);
  return isBody(json) && typeof json.identifier === 'string' ? [json.identifier] : [];
}
