import type { Lab } from '../lab/lab.ts';
import type { Answer } from '../wire/answer.ts';
import { mayMake, nobody, somebody } from './error-names.ts';
import { ask, isBrief, routesOf } from './error-routes.ts';

/** One answer of each kind of refusal on every route: to a stranger, for what does not exist, for what is wrong in itself. */
export async function refusals(lab: Lab): Promise<readonly Answer[]> {
  const names = nobody(lab);
  const answers: Answer[] = [];
  for (const route of routesOf(lab)) {
    answers.push(await ask(lab, route, names, { token: null }));
    if (/\?limit=1$/.test(route.path(names))) continue;
    answers.push(await ask(lab, route, names));
    if (route.body)
      answers.push(await ask(lab, route, names, { json: { status: {}, identifier: {}, zz: 1 } }));
  }
  answers.push(await lab.get('/actions/runs?limit=0'));
  if (lab.has('audit')) answers.push(await lab.get('/audit-log?resources=conform-nope'));
  if (lab.has('tokens')) answers.push(await lab.post('/auth/access_token', {}, { token: null }));
  answers.push(await lab.get(`/actions/runs/${names.run}/nope`));
  return answers;
}

/** A success of each kind. Where nothing may be made: of each kind of read. */
export async function successes(lab: Lab): Promise<readonly Answer[]> {
  const answers = [await lab.get('/actions/runs?limit=1')];
  if (lab.has('audit')) answers.push(await lab.get('/audit-log?limit=1'));
  const { credentials } = lab.target;
  if ('clientId' in credentials)
    answers.push(await lab.post('/auth/access_token', credentials, { token: null }));
  if (!mayMake(lab)) return answers;

  const { action, blueprint, run, entity, further } = await somebody(lab);
  const path = `/actions/runs/${run}`;
  answers.push(
    await lab.post(`/actions/${action}/runs`, { properties: {} }),
    await lab.get(path),
    await lab.patch(path, { summary: 'a summary' }),
    await lab.post(`${path}/logs`, { message: 'a line' }),
    await lab.get(`${path}/logs`),
  );
  if (isBrief(lab) || !lab.has('entities')) return answers;
  const entities = `/blueprints/${blueprint}/entities`;
  answers.push(
    await lab.post(`${entities}?upsert=false`, { identifier: further, title: further, properties: {} }),
    await lab.get(`${entities}/${entity}`),
    await lab.patch(`${entities}/${entity}`, { title: 'another title' }),
    await lab.delete(`${entities}/${entity}?delete_dependents=false`),
  );
  if (lab.has('bulk')) {
    const some = [{ identifier: lab.name('entity') }, { identifier: 'no identifier' }];
    answers.push(await lab.post(`${entities}/bulk?upsert=false`, { entities: some }));
  }
  return answers;
}
