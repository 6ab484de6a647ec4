/** Port itself: shared by people, and nothing there deletes a run. */
const portHosts = /(^|\.)(getport|port)\.io$/i;

/** By its name, which is its address where it has one. */
export function isPort(target: string): boolean {
  return URL.canParse(target) && portHosts.test(new URL(target).hostname);
}

/** `http://host:3000`, with or without `/v1` or a path before it, as the base below which the API's paths begin. */
export function apiBase(text: string): URL {
  const url = new URL(text);
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1`;
  url.search = '';
  url.hash = '';
  return url;
}
