import type { Credentials } from '@berth/http';
import type { FakePortOptions, UntypedFakePort } from '../fake-port.ts';
import { seedOf } from '../state/beginning.ts';
import { type Front, frontOf } from './front.ts';
import type { Tenant } from './tenant.ts';

/** How the fake of one organisation stands to those beside it. */
export interface Place extends Start {
  /** Joins the others. @returns who answers for all of them, and for this one when a request names nobody */
  join(tenant: Tenant): Front;
  org(name: string, options?: FakePortOptions): UntypedFakePort;
  /** What `verify` fails for in those that were made beside this one, by name. */
  findingsBeside(): ReadonlyMap<string, readonly string[]>;
  /** Disposes of those that were made beside this one. */
  close(): Promise<void>;
}

interface Start {
  readonly credentials: Credentials;
  /** Whether what its options name is there already. */
  readonly isPlanted: boolean;
}

type Make = (options: FakePortOptions, place: Place) => UntypedFakePort;

/** A fake, and room for other organisations beside it. */
export function withOrganisations(
  options: FakePortOptions,
  make: Make,
  start: Start = fresh,
): UntypedFakePort {
  const tenants = new Map<string, Tenant>();
  const fakes = new Map<string, UntypedFakePort>();

  const placeFrom = (begins: Start, beside: Pick<Place, 'findingsBeside' | 'close'>): Place => ({
    ...begins,
    join: (tenant) => {
      tenants.set(begins.credentials.clientId, tenant);
      return frontOf(tenant, tenants);
    },
    org,
    ...beside,
  });

  function org(name: string, ofIts?: FakePortOptions): UntypedFakePort {
    const known = fakes.get(name);
    if (known && ofIts)
      throw new Error(
        `There is an organisation "${name}" already: give its options the first time it is named`,
      );
    if (known) return known;
    const { clientId, clientSecret } = start.credentials;
    const credentials = { clientId: `${clientId}/${name}`, clientSecret: `${clientSecret}/${name}` };
    const seed = `${seedOf(options)}/${name}`;
    const fake = make({ seed, ...ofIts }, placeFrom({ credentials, isPlanted: false }, alone));
    fakes.set(name, fake);
    return fake;
  }

  const findingsOf = (client: string) => tenants.get(client)?.findings() ?? [];
  const all: Pick<Place, 'findingsBeside' | 'close'> = {
    findingsBeside: () =>
      new Map([...fakes].map(([name, { credentials }]) => [name, findingsOf(credentials.clientId)])),
    close: async () => {
      for (const fake of fakes.values()) await fake[Symbol.asyncDispose]();
    },
  };

  return make(options, placeFrom(start, all));
}

const alone: Pick<Place, 'findingsBeside' | 'close'> = {
  findingsBeside: () => new Map(),
  close: async () => {},
};

const fresh: Start = {
  credentials: { clientId: 'fake-client-id', clientSecret: 'fake-client-secret' },
  isPlanted: false,
};
