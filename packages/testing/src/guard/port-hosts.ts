/** Where Port itself answers. */
export const PORT_HOSTS: readonly string[] = [
  'api.getport.io',
  'api.port.io',
  'api.us.getport.io',
  'api.us.port.io',
  'api.eu.getport.io',
  'api.eu.port.io',
];

/** Also those of regions to come, in whatever letters, and with the dot that a full name may end with. */
export function isPortHost(host: string): boolean {
  return /^(?:api|app|ingest)\.(?:[a-z0-9-]+\.)?(?:getport|port)\.io\.?$/i.test(host);
}

/** Of those, the ones that a fake can answer for. */
export function isApiHost(host: string): boolean {
  return isPortHost(host) && /^api\./i.test(host);
}

export function refusal(host: string, by: 'the global fetch' | 'another client'): Error {
  const remedies = {
    'the global fetch': `hand the code under test port.fetch and port.baseUrl, or intercept that host with port.interceptFetch({ hosts: ['${host}'] })`,
    'another client':
      'it did not come by the global fetch, which alone can be intercepted, so point the code under test to the url of port.listen(), or hand it port.fetch and port.baseUrl',
  };
  const remedy = isApiHost(host)
    ? remedies[by]
    : 'the fake has no such host, so keep the code under test from calling it';
  return new Error(`A test was about to call the real Port at ${host} while a fake one is in use: ${remedy}`);
}
