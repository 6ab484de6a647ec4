import { afterAll, beforeAll, describe } from 'vitest';
import type { Api, Mount, Mounted } from './api.ts';
import { approvalCases } from './cases/approval.ts';
import { auditCases } from './cases/audit.ts';
import { authCases } from './cases/auth.ts';
import { bodyCases } from './cases/body.ts';
import { catalogCases } from './cases/catalog.ts';
import { entityTieCases } from './cases/entity-tie.ts';
import { errorCases } from './cases/error.ts';
import { idempotencyCases } from './cases/idempotency.ts';
import { limitCases } from './cases/limit.ts';
import { runExecuteCases } from './cases/run-execute.ts';
import { runGetCases } from './cases/run-get.ts';
import { runListCases } from './cases/run-list.ts';
import { runLogCases } from './cases/run-log.ts';
import { runPatchCases } from './cases/run-patch.ts';
import { runStateCases } from './cases/run-state.ts';
import { searchCases } from './cases/search.ts';
import { unavailableCases } from './cases/unavailable.ts';
import { versionCases } from './cases/version.ts';
import { clientOf } from './client.ts';
import { credentials } from './credentials.ts';

/** What every group of cases is given. */
export interface Given {
  /** The client of the server that all cases of a mount share. */
  api(): Api;
  /** A server of a case's own, for a clock, a limit, a profile or a store. */
  openApi(options?: Parameters<Mount['open']>[0]): Promise<Api>;
  /** The same, without the client's checks: for answers that no other case may get. */
  openMounted(options: Parameters<Mount['open']>[0]): Promise<Mounted>;
  /** Requests straight at the shared server, without the client's checks. */
  mounted(): Mounted;
  /** The host parses bodies in front of us; what it refuses is its own answer. */
  readonly hostParses: boolean;
  /** What no route takes is the host's to answer. */
  readonly fallsThrough: boolean;
}

const groups: readonly [name: string, cases: (given: Given) => void][] = [
  ['auth', authCases],
  ['execute', runExecuteCases],
  ['run get', runGetCases],
  ['run patch', runPatchCases],
  ['run log', runLogCases],
  ['run state', runStateCases],
  ['run list', runListCases],
  ['approval', approvalCases],
  ['idempotency', idempotencyCases],
  ['entity tie', entityTieCases],
  ['audit', auditCases],
  ['error', errorCases],
  ['body', bodyCases],
  ['limit', limitCases],
  ['unavailable store', unavailableCases],
  ['version', versionCases],
  ['catalog', catalogCases],
  ['search', searchCases],
];

/** The shared cases over one mount. */
export function describeApi(name: string, mount: Mount): void {
  describe(name, () => {
    const opened: Mounted[] = [];
    let shared: { readonly mounted: Mounted; readonly api: Api };

    async function openMounted(options: Parameters<Mount['open']>[0]): Promise<Mounted> {
      const mounted = await mount.open({ credentials, ...options });
      opened.push(mounted);
      return mounted;
    }

    async function openApi(options: Parameters<Mount['open']>[0] = {}): Promise<Api> {
      return clientOf(await openMounted(options), [options.credentials ?? []].flat()[0]);
    }

    beforeAll(async () => {
      const mounted = await openMounted({});
      shared = { mounted, api: await clientOf(mounted) };
    });
    afterAll(() => Promise.all(opened.map((mounted) => mounted.close())));

    const given: Given = {
      api: () => shared.api,
      mounted: () => shared.mounted,
      openApi,
      openMounted,
      hostParses: mount.hostParses ?? false,
      fallsThrough: mount.fallsThrough ?? false,
    };
    for (const [group, cases] of groups) describe(group, () => cases(given));
  });
}
