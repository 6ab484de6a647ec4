// Through a name, for a bundler takes `new URL('..', import.meta.url)` for a file to be shipped.
const script = import.meta.url;

/** Where the dashboard is mounted, with a slash at its end: the built script is in `assets/` below it. */
export const base = new URL('..', script);

/** The mount's path without the slash, as the router wants it; empty at the root. */
export const basePath = base.pathname.replace(/\/$/, '');
