import type { Reply } from '@berth/http';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * A reply as the dashboard sends it, the API's included: a log or an error that a browser is made to open as a page is held to
 * the same policy. What says nothing of caching is kept by nobody, since a cookie decides what it holds.
 */
export function secured({ status, headers, body }: Reply): Reply {
  const type = body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return { status, body, headers: { ...type, 'cache-control': 'no-store', ...headers, ...always } };
}
