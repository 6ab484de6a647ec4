import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../hook/signature.ts';
import type { Deliver } from './delivery.ts';
import {
  type DeliveryFault,
  printing,
  sending,
  timestampOf,
  withHeaders,
  withoutHeaders,
} from './delivery-fault.ts';

export const signingFaults: readonly DeliveryFault[] = [
  {
    name: 'unsigned',
    about: 'no signature and no timestamp',
    caughtBy: ['HOOK-SIG-001', 'HOOK-SIG-002', 'HOOK-SIG-003', 'HOOK-SIG-004', 'HOOK-SIG-005'],
    deliver: sending((request) => withoutHeaders(request, /^x-port-/)),
  },
  {
    name: 'stampedInMilliseconds',
    about: 'the timestamp is in milliseconds',
    caughtBy: ['HOOK-SIG-002'],
    deliver: stamped((seconds) => seconds * 1_000),
  },
  {
    name: 'stampedLongAgo',
    about: 'the timestamp is an hour old',
    caughtBy: ['HOOK-SIG-002'],
    deliver: stamped((seconds) => seconds - 3_600),
  },
  {
    name: 'signedInHex',
    about: 'the signature is in hex',
    caughtBy: ['HOOK-SIG-003', 'HOOK-SIG-004', 'HOOK-SIG-005'],
    deliver: sending((request) => {
      const [version, digest = ''] = (request.headers[SIGNATURE_HEADER] ?? '').split(',');
      return withHeaders(request, {
        [SIGNATURE_HEADER]: `${version},${Buffer.from(digest, 'base64').toString('hex')}`,
      });
    }),
  },
  {
    name: 'timestampNotSigned',
    about: 'the signature does not cover the timestamp',
    caughtBy: ['HOOK-SIG-004', 'HOOK-SIG-005'],
    deliver: sending((request, sign) => withHeaders(request, { [SIGNATURE_HEADER]: sign('', request.body) })),
  },
  {
    name: 'signedBeforePrinting',
    about: 'the signature is that of the compact body, and the body is sent indented',
    caughtBy: ['HOOK-SIG-004', 'HOOK-SIG-005'],
    deliver: sending((request) => ({ ...request, body: JSON.stringify(JSON.parse(request.body), null, 2) })),
  },
  {
    name: 'printedWithSpaces',
    about: 'the body is indented, and signed so',
    caughtBy: ['HOOK-SIG-005'],
    deliver: printing((body) => JSON.stringify(body, null, 2)),
  },
  {
    name: 'printedInAscii',
    about: 'letters beyond ASCII are escaped, as some languages do it by default',
    caughtBy: ['HOOK-SIG-005'],
    deliver: printing((body) =>
      JSON.stringify(body).replace(
        /[\u0080-\uffff]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
  },
];

function stamped(stamp: (timestamp: number) => number): Deliver {
  return sending((request, sign) => {
    const timestamp = String(stamp(Number(timestampOf(request))));
    const signature = sign(timestamp, request.body);
    return withHeaders(request, { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature });
  });
}
