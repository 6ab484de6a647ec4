import { sign } from './sign.ts';

/** `seconds`, as Port documents; or `milliseconds`, which published backends compare with. */
export type TimestampUnit = 'seconds' | 'milliseconds';

/** What a delivery carries so that its receiver can tell who sent it, and when. */
export interface Signature {
  readonly timestamp: string;
  readonly signature: string;
}

export type Signer = (content: string) => Signature;

export function signer(secret: string, now: () => Date, unit: TimestampUnit): Signer {
  return (content) => {
    const milliseconds = now().getTime();
    const timestamp = String(unit === 'seconds' ? Math.floor(milliseconds / 1000) : milliseconds);
    return { timestamp, signature: sign(secret, timestamp, content) };
  };
}
