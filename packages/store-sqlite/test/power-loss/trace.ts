/** What a process did to its disk, and what it said, in the order it did so. */
export type Step =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'said'; readonly text: string };

/** What strace is asked for: paths instead of numbers, all bytes, in hexadecimal. */
export const straceOptions = [
  '-y',
  '-xx',
  '-s',
  '1000000',
  '-e',
  'trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink',
];

/** The steps in the output of strace; calls that failed changed nothing and are left out. */
export function stepsIn(trace: string): Step[] {
  return trace.split('\n').flatMap((line) => {
    const [, call = '', args = '', result = ''] = /^(\w+)\((.*)\) += (\S+)/.exec(line) ?? [];
    return result === '-1' ? [] : stepOf(call, args, Number(result));
  });
}

function stepOf(call: string, args: string, result: number): Step[] {
  const [, descriptor = '', hexPath = ''] = /^(\d+)<([^>]*)>/.exec(args) ?? [];
  const path = bytesOf(hexPath).toString();
  switch (call) {
    case 'pwrite64':
      return [{ kind: 'write', path, offset: lastNumber(args), bytes: textIn(args).subarray(0, result) }];
    case 'write':
      return descriptor === '1' ? [{ kind: 'said', text: textIn(args).toString() }] : [];
    case 'ftruncate':
      return [{ kind: 'truncate', path, size: lastNumber(args) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path }];
    case 'unlink':
      return [{ kind: 'unlink', path: textIn(args).toString() }];
    default:
      return [];
  }
}

function textIn(args: string): Buffer {
  return bytesOf(/"([^"]*)"/.exec(args)?.[1] ?? '');
}

function bytesOf(hexadecimal: string): Buffer {
  return hexadecimal.startsWith('\\x')
    ? Buffer.from(hexadecimal.replaceAll('\\x', ''), 'hex')
    : Buffer.from(hexadecimal);
}

function lastNumber(args: string): number {
  return Number(/(\d+)$/.exec(args)?.[1]);
}
