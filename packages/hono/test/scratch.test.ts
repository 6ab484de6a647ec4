import { afterAll, beforeAll, describe } from 'vitest';
import type { Api, Mount, Mounted } from '../../http/test/api/api.ts';
import { approvalCases } from '../../http/test/api/cases/approval.ts';
import { runExecuteCases } from '../../http/test/api/cases/run-execute.ts';
import { runGetCases } from '../../http/test/api/cases/run-get.ts';
import { runListCases } from '../../http/test/api/cases/run-list.ts';
import { runLogCases } from '../../http/test/api/cases/run-log.ts';
import { runPatchCases } from '../../http/test/api/cases/run-patch.ts';
import { runStateCases } from '../../http/test/api/cases/run-state.ts';
import { versionCases } from '../../http/test/api/cases/version.ts';
import { clientOf, credentials } from '../../http/test/api/client.ts';
import type { Given } from '../../http/test/api/describe-api.ts';
import { fetchMount, routedMount } from './mount.ts';

function describeApi(name: string, mount: Mount): void {
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
    for (const cases of [
      runExecuteCases,
      runGetCases,
      runPatchCases,
      runLogCases,
      runStateCases,
      runListCases,
      versionCases,
      approvalCases,
    ]) {
      describe(cases.name, () => cases(given));
    }
  });
}
for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const where = `at ${prefix}, fallthrough ${fallthrough}`;
    describeApi(`routed ${where}`, routedMount({ prefix, fallthrough }));
    describeApi(`fetch ${where}`, fetchMount({ prefix, fallthrough }));
  }
}
