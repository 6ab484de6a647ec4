/** Segments in the path of a page; deeper ones are 404, since each makes the addresses in the page longer. */
export const MAX_PAGE_DEPTH = 8;
/** Sign-ins with one client id that may fail in a window of so many seconds, until the next one. */
export const MAX_SIGN_IN_FAILURES = 10;
export const SIGN_IN_WINDOW_SECONDS = 60;
/** Client ids whose failures are counted at once; past that the one that failed first is forgotten. */
export const MAX_COUNTED_CLIENTS = 1000;
/** Characters of a client id by which it is counted. */
export const MAX_COUNTED_ID = 200;
