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
  return /^api\.(?:[a-z0-9-]+\.)?(?:getport|port)\.io\.?$/i.test(host);
}

export function refusal(host: string): Error {
  return new Error(
    `A test was about to call the real Port at ${host} while a fake one is in use: hand the code under test port.fetch and port.baseUrl, or intercept that host with port.interceptFetch({ hosts: ['${host}'] })`,
  );
}
