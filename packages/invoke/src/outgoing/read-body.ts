import type { IncomingMessage } from 'node:http';

/** As much of an answer as is kept; what comes behind is not waited for. */
export function readBody(
  answer: IncomingMessage,
  maxBytes: number,
): Promise<{ readonly text: string; readonly truncated: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (truncated: boolean) =>
      resolve({ text: textOf(Buffer.concat(chunks).subarray(0, maxBytes), truncated), truncated });
    answer.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      done(true);
      answer.destroy();
    });
    answer.on('end', () => done(false));
    answer.on('error', reject);
    answer.on('close', () => reject(new Error('the answer ended early')));
  });
}

/** A character that was cut in two is left out rather than spoilt. */
function textOf(bytes: Buffer, truncated: boolean): string {
  return new TextDecoder().decode(bytes, { stream: truncated });
}
