import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { type RunBody, runIn } from '../wire/bodies.ts';
import { details, patched } from './run-patch-request.ts';

/** A run read again and again while it is written to. */
export const runGetLifeChecks: readonly Check[] = [
  {
    id: 'RUN-GET-008',
    run: async (lab) => {
      const id = await lab.openRun(undefined, { properties: { name: 'a service', replicas: [1, 2] } });
      const began = await lastingOf(lab, id);
      const expectSame = async (after: string) =>
        expectEqual(await lastingOf(lab, id), began, `what a run began with never changes: after ${after}`);

      await patched(lab, id, { ...details, externalRunId: lab.name('external') });
      await lab.runWhen(id, ({ summary }) => summary === details.summary);
      await expectSame('an update of every detail');

      const last = { message: 'the end', terminationStatus: 'SUCCESS', statusLabel: 'done' };
      await expectStatus(201, lab.post(`/actions/runs/${id}/logs`, last));
      await lab.runWhen(id, ({ status }) => status === 'SUCCESS');
      await expectSame('its end');
    },
  },
  {
    id: 'RUN-GET-009',
    run: async (lab) => {
      const path = `/actions/${encodeURIComponent(await lab.action())}/runs`;
      const { id } = runIn(await expectStatus(202, lab.post(path, { properties: {} })));
      const get = () => lab.get(`/actions/runs/${id}`);
      const found = await timed(lab, 'a new run', get, ({ status }) => status === 200);
      await expectStatus(200, found, 'GET of a run just made');

      const statusLabel = lab.name('label');
      await patched(lab, id, { statusLabel });
      const read = () => lab.readRun(id);
      const run = await timed(lab, 'an update', read, (each) => each.statusLabel === statusLabel);
      expectEqual(run.statusLabel, statusLabel, 'a GET after an update shows it');

      const message = lab.name('message');
      await expectStatus(201, lab.post(`/actions/runs/${id}/logs`, { message }));
      const messages = await timed(
        lab,
        'a log',
        () => lab.messages(id),
        (each) => each.includes(message),
      );
      expectThat(messages.includes(message), 'a GET of the logs after a new one shows it', messages);
    },
  },
];

/** Reads until it holds, and says how long that took. */
async function timed<T>(
  lab: Lab,
  what: string,
  read: () => Promise<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const began = performance.now();
  let reads = 0;
  const counted = () => {
    reads += 1;
    return read();
  };
  const value = await lab.eventually(counted, holds);
  const shown = reads === 1 ? 'at once' : `after ${Math.round(performance.now() - began)} ms`;
  if (holds(value)) lab.note(`${what} is shown ${shown}`);
  return value;
}

/** What a run keeps for life, in both views; the action by its identifier, since its title is not the run's. */
async function lastingOf(lab: Lab, id: string): Promise<readonly unknown[]> {
  const views = [await lab.readRun(id, 'v1'), await lab.readRun(id, 'v2')];
  return views.map(({ id, action, properties, source, createdAt, createdBy }: RunBody) => ({
    ...{ id, properties, source, createdAt, createdBy },
    action: isBody(action) ? action.identifier : action,
  }));
}
