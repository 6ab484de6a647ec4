import { ask } from './ask.ts';
import { type Host, people } from './hosts.ts';

const MINUTE = 60_000;

/** A day in a small organisation, as it would have come about through the API. Its last run is still going on. */
export async function tell(host: Host, clock: { at: number }): Promise<string> {
  const say = async (who: string, method: string, path: string, body: object) => {
    const answer = await ask(host.berth, people[who] ?? { id: 'ci', machine: true }, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.body.message}`);
    return answer.body;
  };
  const execute = async (who: string, action: string, properties: object, entity?: string): Promise<string> =>
    (await say(who, 'POST', `/actions/${action}/runs`, { properties, ...(entity ? { entity } : {}) })).run.id;
  const log = (run: string, message: string, rest: object = {}) =>
    say('ci', 'POST', `/actions/runs/${run}/logs`, { message, ...rest });
  const pass = (milliseconds: number) => {
    clock.at += milliseconds;
  };

  for (const [name, language] of [
    ['search', 'Rust'],
    ['billing', 'TypeScript'],
    ['gateway', 'Go'],
  ] as const) {
    const run = await execute('ada', 'create_service', { name, language, tags: ['platform'] });
    pass(20_000);
    await log(run, `Created ${name} from the template for ${language}`);
    await say('ci', 'PATCH', `/actions/runs/${run}`, { link: [`https://git.example.com/acme/${name}`] });
    pass(45_000);
    const isBilling = name === 'billing';
    const status = isBilling ? 'FAILURE' : 'SUCCESS';
    const statusLabel = isBilling ? 'Out of quota' : 'Service is up';
    await log(run, isBilling ? 'No nodes are left in eu-west-1' : 'Deployed', {
      terminationStatus: status,
      statusLabel,
    });
    pass(7 * MINUTE);
  }
  const dropped = await execute('linus', 'drop_database', { database: 'reports_2019' });
  pass(3 * MINUTE);
  await say('ada', 'PATCH', `/actions/runs/${dropped}/approval`, {
    status: 'DECLINE',
    description: 'Finance still reads it',
  });
  pass(11 * MINUTE);
  const up = await execute(
    'linus',
    'scale_service',
    { replicas: 4, reason: 'Launch of the campaign' },
    'cart',
  );
  pass(31_000);
  await log(up, 'Four replicas are up', { terminationStatus: 'SUCCESS', statusLabel: 'Scaled' });
  pass(4 * MINUTE);
  await execute('linus', 'drop_database', { database: 'staging_copy' });
  pass(2 * MINUTE);
  const run = await execute('ada', 'scale_service', { replicas: 6, reason: 'Black Friday' }, 'checkout');
  const lines = [
    'Asking the scheduler for 4 more nodes',
    'Node eu-west-1a-07 joined',
    'Node eu-west-1b-02 joined',
    'Image checkout:2026.11.28-3 pulled in 8.1 s',
    'Replica 3 of 6 is ready',
    'Replica 4 of 6 is ready',
    'Draining connections of the old load balancer',
    'Replica 5 of 6 is ready',
  ];
  for (const line of lines) {
    pass(3137);
    await log(run, line);
  }
  await say('ci', 'PATCH', `/actions/runs/${run}`, {
    statusLabel: 'Rolling out',
    link: ['https://ci.example.com/builds/4711', 'https://grafana.example.com/d/checkout'],
    summary: 'Five of six replicas are ready; the last one waits for its node.',
  });
  await say('ci', 'PATCH', `/blueprints/microservice/entities/checkout?run_id=${run}`, {
    properties: { replicas: 5 },
  });
  pass(12_000);
  return run;
}
