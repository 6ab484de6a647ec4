import type { Step } from './trace.ts';

type Pending = Extract<Step, { readonly kind: 'write' | 'truncate' }>;

interface Kept {
  durable: Buffer;
  pending: Pending[];
}

/** What of the writes that were never synced the power loss leaves on the disk. */
export type Loss = 'all lost' | 'a random half lost';

/** A disk with a cache: what was written is safe when its file has been synced, and anybody's guess before. */
export class Disk {
  readonly #files = new Map<string, Kept>();

  take(step: Step): void {
    switch (step.kind) {
      case 'write':
      case 'truncate':
        this.#file(step.path).pending.push(step);
        return;
      case 'sync': {
        const file = this.#file(step.path);
        file.durable = file.pending.reduce(applied, file.durable);
        file.pending = [];
        return;
      }
      case 'unlink':
        this.#files.delete(step.path);
        return;
      case 'said':
        return;
    }
  }

  /** What is found of each file when the power is back. */
  after(loss: Loss, random: () => number): Map<string, Buffer> {
    const survives = () => loss === 'a random half lost' && random() < 0.5;
    return new Map(
      [...this.#files].map(([path, { durable, pending }]) => [
        path,
        pending.filter(survives).reduce(applied, Buffer.from(durable)),
      ]),
    );
  }

  #file(path: string): Kept {
    const file = this.#files.get(path) ?? { durable: Buffer.alloc(0), pending: [] };
    this.#files.set(path, file);
    return file;
  }
}

function applied(content: Buffer, step: Pending): Buffer {
  if (step.kind === 'truncate') return resized(content, step.size);
  const room = resized(content, Math.max(content.length, step.offset + step.bytes.length));
  step.bytes.copy(room, step.offset);
  return room;
}

function resized(content: Buffer, size: number): Buffer {
  if (size <= content.length) return content.subarray(0, size);
  const room = Buffer.alloc(size);
  content.copy(room);
  return room;
}
