import { expect, it } from 'vitest';
import type { OpenStage } from '../stage.ts';

export function logTextCases(open: OpenStage): void {
  it('is whole, in order, and a file that is named for the run', async () => {
    const { store, read, start, say } = await open();
    const run = await start();
    const lines = Array.from({ length: 350 }, (_, at) => `${at} — größer 日本 🚢`);
    await say(run, ...lines);
    const logs = await store.logs({ run, offset: 0, limit: 1 });
    const reader = await read(`/berth/runs/${run}/log.txt`);
    expect([reader.status, reader.headers['content-type'], reader.headers['content-disposition']]).toEqual([
      200,
      'text/plain; charset=utf-8',
      `attachment; filename="${run}.log"`,
    ]);
    const at = logs[0]?.createdAt;
    expect(await reader.text()).toBe(lines.map((line) => `${at} ${line}\n`).join(''));
  });

  it('is whole also when all streams are ended while it is sent', async () => {
    const { berth, read, start, say } = await open();
    const run = await start();
    const line = 'x'.repeat(100_000);
    for (let nth = 0; nth < 150; nth += 1) await say(run, line);
    const reader = await read(`/berth/runs/${run}/log.txt`);
    berth.endStreams();
    expect((await reader.text()).match(/x\n/g)).toHaveLength(150);
  });

  it('is empty while there is none', async () => {
    const { read, start } = await open();
    const reader = await read(`/berth/runs/${await start()}/log.txt`);
    expect([reader.status, await reader.text()]).toEqual([200, '']);
  });
}
