import { Untestable } from '../check/finding.ts';
import { runIdIn } from '../safety/creations.ts';
import type { Client } from '../wire/client.ts';
import { type Fixtures, setUpRefused } from './fixtures.ts';
import type { Lab } from './lab.ts';
import type { Reading } from './reading.ts';

/** Runs and entities to begin with. */
export function settingUp(
  client: Client,
  made: Fixtures,
  { there, runWhen, messages, eventually }: Reading,
): Pick<Lab, 'openRun' | 'endedRun' | 'entity'> {
  const openRun: Lab['openRun'] = async (action, body = { properties: {} }) => {
    const path = `/actions/${encodeURIComponent(action ?? (await made.action()))}/runs`;
    const answer = await client.post(path, body);
    if (answer.status !== 202) throw new Untestable(setUpRefused(answer));
    const id = runIdIn(answer.json);
    if (id === undefined) throw new Untestable(`set-up: ${answer.to} was answered with no run id`);
    const shown = await there(id);
    if (shown.status !== 200) throw new Untestable(setUpRefused(shown));
    return id;
  };

  return {
    openRun,
    endedRun: async (by, status = 'SUCCESS', action) => {
      const id = await openRun(action);
      const answer =
        by === 'patch'
          ? await client.patch(`/actions/runs/${id}`, { status })
          : await client.post(`/actions/runs/${id}/logs`, { message: 'the end', terminationStatus: status });
      if (answer.status >= 300) throw new Untestable(setUpRefused(answer));
      await runWhen(id, (run) => run.status === status);
      if (by === 'log') await messages(id, 1);
      return id;
    },
    entity: async (blueprint, identifier = made.name('entity')) => {
      const all = `/blueprints/${blueprint}/entities`;
      const answer = await client.post(all, { identifier, title: identifier, properties: {} });
      if (answer.status >= 300) throw new Untestable(setUpRefused(answer));
      await eventually(
        () => client.get(`${all}/${identifier}`),
        ({ status }) => status === 200,
      );
      return identifier;
    },
  };
}
