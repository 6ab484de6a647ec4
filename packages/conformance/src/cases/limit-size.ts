import { setTimeout as delay } from 'node:timers/promises';
import type { Check } from '../check/check.ts';
import { expectStatus, expectThat } from '../check/expect.ts';
import { NoAnswer } from '../check/finding.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { somebody, untouched } from './error-names.ts';
import { ask, routesOf } from './error-routes.ts';
import { expectError, expectErrorShape } from './error-shape.ts';

const MIB = 2 ** 20;
const CHUNK = 2 ** 16;

/** Nothing of it is wrong but its size: white space after the JSON. */
function padded(body: Body, bytes: number): string {
  return JSON.stringify(body).padEnd(bytes);
}

/** A server that refuses before it has read all may hang up before its answer was read: asked once more, it may be quicker. */
async function askedTwice(asking: () => Promise<Answer>): Promise<Answer> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof NoAnswer) return asking();
    throw error;
  }
}

/** A log of 2 MiB that leaves whoever reads it time to object once it is over 1 MiB. */
async function* slowLog(sent: { bytes: number }, pause: number): AsyncGenerator<Uint8Array> {
  const text = JSON.stringify({ message: 'x'.repeat(2 * MIB - '{"message":""}'.length) });
  for (let from = 0; from < text.length; from += CHUNK) {
    if (from > MIB) await delay(pause);
    const chunk = new TextEncoder().encode(text.slice(from, from + CHUNK));
    sent.bytes += chunk.length;
    yield chunk;
  }
}

async function answerOrNone(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

export const limitSizeChecks: readonly Check[] = [
  {
    id: 'LIM-001',
    run: async (lab) => {
      const names = await somebody(lab);
      await untouched(lab, names, async () => {
        for (const route of routesOf(lab, { few: false })) {
          if (!route.body) continue;
          const raw = padded(route.body(names), MIB + 1);
          const what = `${route.method} ${route.path(names)} with a body of 1 MiB and one byte`;
          await expectError(
            413,
            askedTwice(() => ask(lab, route, names, { raw })),
            what,
          );
        }
      });
    },
  },
  {
    id: 'LIM-002',
    run: async (lab) => {
      const run = await lab.openRun();
      const raw = JSON.stringify({ message: 'x'.repeat(MIB - '{"message":""}'.length) });
      const what = 'a log whose body is exactly 1 MiB';
      await expectStatus([201, 422], lab.post(`/actions/runs/${run}/logs`, undefined, { raw }), what);
    },
  },
  {
    id: 'LIM-003',
    run: async (lab) => {
      const run = await lab.openRun();
      const sent = { bytes: 0 };
      await lab.unchanged(run, async () => {
        const raw = slowLog(sent, lab.live ? 150 : 25);
        const answer = await answerOrNone(lab.post(`/actions/runs/${run}/logs`, undefined, { raw }));
        if (answer) {
          await expectStatus(413, answer, 'a body of 2 MiB in chunks');
          expectErrorShape(answer);
        }
      });
      const what = 'of a body of 2 MiB in chunks not all is read';
      expectThat(sent.bytes < 2 * MIB, what, `${sent.bytes} bytes`);
      await expectStatus(200, lab.get(`/actions/runs/${run}`), 'a read after a body that was too large');
    },
  },
];
