import { afterAll, beforeAll, describe } from 'vitest';
import type { Api, Mount, Mounted } from './api.ts';
import { clientOf, credentials } from './client.ts';
import type { Given } from './describe-api.ts';
import * as X from './scratch-groups.ts';

export function describeApi(name: string, mount: Mount): void {
  describe(name, () => {
    const opened: Mounted[] = [];
    let shared: { readonly mounted: Mounted; readonly api: Api };
    async function open(options: Parameters<Mount['open']>[0]) {
      const mounted = await mount.open({ credentials, ...options });
      opened.push(mounted);
      return { mounted, api: await clientOf(mounted) };
    }
    beforeAll(async () => {
      shared = await open({});
    });
    afterAll(() => Promise.all(opened.map((mounted) => mounted.close())));
    const given: Given = {
      api: () => shared.api,
      mounted: () => shared.mounted,
      openApi: async (options = {}) => (await open(options)).api,
      hostParses: mount.hostParses ?? false,
      fallsThrough: mount.fallsThrough ?? false,
    };
    for (const [group, cases] of Object.entries(X))
      describe(group, () => (cases as (g: Given) => void)(given));
  });
}
