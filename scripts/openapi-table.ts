import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  MAX_AUDITS,
  MAX_ENUM,
  MAX_RELATED,
  MAX_RELATION_RULES,
  MAX_SCHEMA_NODES,
  MAX_SEARCH_RULES,
  MAX_SEARCH_VALUES,
} from '../packages/http/src/limits.ts';
import { routes } from '../packages/http/src/routes/table.ts';
import { blueprint, entities, published, undocumented } from './published-operations.ts';

/**
 * Writes docs/operations.md: what of Port's API for actions, runs, entities, blueprints and the audit log is served.
 * Exits 1 when an operation is neither served nor accounted for here, or both; with --check also when the page is stale.
 */
const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/operations.md');

const notServed: Readonly<Record<string, readonly [state: 'later' | 'left out', why: string]>> = {
  [`GET ${blueprint}/entities-count`]: [
    'later',
    'counting is no part of a run; the list of entities has them all',
  ],
  [`DELETE ${blueprint}/all-entities`]: [
    'later',
    'deletes without bound; the bulk deletion takes 100 at once',
  ],
  [`POST ${entities}/search`]: [
    'later',
    'pages through one blueprint; `POST /v1/entities/search` takes the same rules',
  ],
  [`POST ${blueprint}/actions/{action_identifier}/runs`]: ['left out', 'deprecated, and removed by Port'],
};

/** Where a served operation takes or does less, or something else, than Port's document says. */
const differences: readonly (readonly [about: string, difference: string])[] = [
  ['Everything', 'A wrong method is 405 with `allow`; unknown query parameters are ignored everywhere.'],
  [
    'Everything',
    'Identifiers stay: another one in the body of a PUT or PATCH of an entity, a blueprint or an action is refused with 422.',
  ],
  [
    'Runs',
    'Actions are invoked, and automations set off, by a server that was given an invoker, as `berth serve` is. INTEGRATION_ACTION and a WEBHOOK with `agent` wait to be pulled, and so does KAFKA where the host has passed no producer; GITHUB and GITLAB stay `IN_PROGRESS` until they are reported on where the host has given no access. No automation waits for `TIMER_PROPERTY_EXPIRED`.',
  ],
  [
    'Runs',
    "Inputs are checked by their schemas; `visible`, `dataset` and other jq queries in them are the form's to evaluate.",
  ],
  [
    'Runs',
    'A list of runs carries `next`, which `from` takes. The OpenAPI document has neither; the profile `openapi` leaves `next` out.',
  ],
  [
    'Runs',
    'Executing an action, adding a line and deciding an approval take an `Idempotency-Key`, which Port does not know.',
  ],
  [
    'Approval',
    'Who may approve is who `approve.users` of the permissions names, by id or e-mail: all of them with `ALL`. While it names nobody, any caller may, and one approval is enough; where it names roles or teams, those may whom the host gives them, and admins. Where there is a policy, which is kept and not evaluated, only admins may. Only organization credentials and admins may change permissions, and replace or delete an action that is not for everybody to execute, approve or see. Approvers are notified by webhook, not by mail.',
  ],
  [
    'Entities',
    '`identifier`, `team` and relations of an entity are names. Search queries in their place are refused with 422.',
  ],
  ['Entities', 'The body of a PATCH of an entity may name its `blueprint`, as clients are known to do.'],
  ['Entities', `One relation of an entity leads to at most ${MAX_RELATED} others.`],
  [
    'Entities',
    "Creating with `upsert` answers 200 for an entity that was there. Port's document has 201 only.",
  ],
  [
    'Entities',
    '`exclude_calculated_properties`, `attach_title_to_relation`, `attach_identifier_to_title_mirror_properties` and `allow_partial_results` are ignored when entities are read.',
  ],
  [
    'Search',
    `A search takes at most ${MAX_SEARCH_RULES} rules, ${MAX_RELATION_RULES} of which follow relations, and compares with at most ${MAX_SEARCH_VALUES} values.`,
  ],
  [
    'Blueprints',
    'Calculation, mirror and aggregation properties of a blueprint are kept and given back, but not computed. Inherited teams are not resolved, and nothing is sent to a `changelogDestination`.',
  ],
  [
    'Blueprints',
    'A relation keeps its target and whether it holds many. The identifier of an action has at most 1000 characters.',
  ],
  [
    'Schemas',
    `What is written for properties and inputs may not lead elsewhere (\`$ref\`, \`$id\`), and holds at most ${MAX_SCHEMA_NODES} values, ${MAX_ENUM} in one \`enum\`.`,
  ],
  [
    'Runs',
    'An input with `encryption: "aes256-gcm"` is refused by a server without an invoker, which has nothing to encrypt it with.',
  ],
  [
    'Runs',
    'An action may have a `deadline` and an `inactivityTimeout`, in seconds, which Port does not know; `POST /v1/berth/runs/{run_id}/rerun` executes an action anew with the inputs of a run.',
  ],
  [
    'Runs',
    'What else is under `/v1/berth/` feeds pages: runs as people see them, and what happens to them as it happens, as server-sent events; see [its page](../packages/http/README.md#following-runs).',
  ],
  ['Blueprints', '`create_catalog_page` is ignored: there is no catalog page.'],
  [
    'Audit log',
    '`include_deleted_entities`, `webhookId`, `webhookEventId` and `InstallationId` are ignored when the audit log is read. Every record has the origin `API` and the status `SUCCESS`.',
  ],
  ['Audit log', `A \`limit\` of the audit log above ${MAX_AUDITS} is taken as ${MAX_AUDITS}.`],
];

const served = new Map(
  routes.map((route) => [`${route.method} /v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`, route]),
);

const problems: string[] = [];

function row(operation: string): string {
  const route = served.get(operation);
  const reason = notServed[operation];
  if (route && reason) problems.push(`${operation} is served and listed as ${reason[0]}`);
  if (!route && !reason) problems.push(`${operation} is not served, and nothing says why`);
  const [state, why] = route ? ['served', route.summary] : (reason ?? ['', '']);
  return `| \`${operation}\` | ${state} | ${why} |`;
}

const head = ['| Operation | | |', '|---|---|---|'];
const listed = new Set([...published, ...undocumented]);
const own = [...served].filter(([operation]) => !listed.has(operation));
const unformatted = [
  '# Operations',
  '',
  'Written by `pnpm operations` from the route table. `GET /v1/openapi.json` describes what is served in full.',
  '',
  "## In Port's OpenAPI document",
  '',
  ...[...head, ...published.map(row)],
  '',
  "## Not in it, but used by Port's own clients",
  '',
  ...[...head, ...undocumented.map(row)],
  '',
  "## Berth's own",
  '',
  ...[...head, ...own.map(([operation, { summary }]) => `| \`${operation}\` | served | ${summary} |`)],
  '',
  '## Intended differences',
  '',
  'What a client of Port may notice in an operation that is served.',
  '',
  ...['| About | Difference |', '|---|---|', ...differences.map(([about, what]) => `| ${about} | ${what} |`)],
].join('\n');
const biome = [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${page}`];
const text = execFileSync(process.execPath, biome, { cwd: root, input: unformatted, encoding: 'utf8' });

for (const operation of Object.keys(notServed)) {
  if (!listed.has(operation)) problems.push(`${operation} is accounted for and not listed`);
}
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text)
  problems.push('docs/operations.md is stale: run pnpm operations');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
