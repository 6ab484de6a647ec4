import type { Berth, Credentials } from '@berth/http';
import type { FakePort, FakePortOptions } from '../fake-port.ts';
import { seedOf } from '../state/beginning.ts';
import { frontOf } from './front.ts';
import type { Tenant } from './tenant.ts';

/** How the fake of one organisation stands to those beside it. */
export interface Place extends Start {
  /** Joins the others. @returns who answers for all of them, and for this one when a request names nobody */
  join(tenant: Tenant): Berth;
  org(name: string, options?: FakePortOptions): FakePort;
}

interface Start {
  readonly credentials: Credentials;
  /** Whether what its options name is there already. */
  readonly isPlanted: boolean;
}

type Make = (options: FakePortOptions, place: Place) => FakePort;

/** A fake, and room for other organisations beside it. */
export function withOrganisations(options: FakePortOptions, make: Make, start: Start = fresh): FakePort {
  const tenants = new Map<string, Tenant>();
  const fakes = new Map<string, FakePort>();

  const placeFrom = (begins: Start): Place => ({
    ...begins,
    join: (tenant) => {
      tenants.set(begins.credentials.clientId, tenant);
      return frontOf(tenant, tenants);
    },
    org,
  });

  function org(name: string, ofIts?: FakePortOptions): FakePort {
    const known = fakes.get(name);
    if (known && ofIts)
      throw new Error(
        `There is an organisation "${name}" already: give its options the first time it is named`,
      );
    if (known) return known;
    const { clientId, clientSecret } = start.credentials;
    const credentials = { clientId: `${clientId}/${name}`, clientSecret: `${clientSecret}/${name}` };
    const seed = `${seedOf(options)}/${name}`;
    const fake = make({ seed, ...ofIts }, placeFrom({ credentials, isPlanted: false }));
    fakes.set(name, fake);
    return fake;
  }

  return make(options, placeFrom(start));
}

const fresh: Start = {
  credentials: { clientId: 'fake-client-id', clientSecret: 'fake-client-secret' },
  isPlanted: false,
};
