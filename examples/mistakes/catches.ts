import { createFakePort, type FakePort } from '@berth/testing';
import '@berth/testing/vitest';
import { describe, expect, it } from 'vitest';
import type { PortAccess } from '../port-client.ts';

const options = {
  seed: 'mistakes',
  blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
  actions: [
    { identifier: 'deploy', invocationMethod: { type: 'WEBHOOK', url: 'https://backend.test/deploy' } },
    // Workers claim its runs.
    { identifier: 'build' },
  ],
};

/**
 * Runs one test, as the fixture of `@berth/testing/vitest` would, against a backend with a mistake, which it has to catch, and
 * against the corrected one, which it has to pass. What it says of the mistake is kept in `<name>.txt`.
 */
export function catches<Backend>(
  name: string,
  { mistaken, corrected }: { readonly mistaken: Backend; readonly corrected: Backend },
  test: (port: FakePort, backend: Backend, access: PortAccess) => Promise<void>,
): void {
  const against = async (backend: Backend) => {
    await using port: FakePort = createFakePort(options);
    await test(port, backend, { fetch: port.fetch, baseUrl: port.baseUrl, ...port.credentials });
    port.verify();
  };

  describe(name, () => {
    it('is caught, and the failure tells what happened, in order', async () => {
      const failure = await against(mistaken).then(
        () => 'nothing was caught',
        (error: Error) => error.message,
      );
      const times = [...failure.matchAll(/^ *(\+\d\d:\d\d:\d\d\.\d{3}) /gm)].map(([, time]) => time);
      expect(times.length).toBeGreaterThan(3);
      expect(times).toEqual(times.toSorted());
      await expect(`${failure}\n`).toMatchFileSnapshot(`${name}.txt`);
    });

    it('is gone when it is corrected', () => against(corrected));
  });
}
