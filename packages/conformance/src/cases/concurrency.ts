import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds } from '../check/expect.ts';
import { isBody } from '../wire/answer.ts';
import { logCall, onlyAccepted, patchCall, race, type Sent } from './concurrency-race.ts';
import { concurrencyStoreChecks } from './concurrency-store.ts';
import { concurrencyTieChecks } from './concurrency-tie.ts';
import { concurrencyWriteChecks } from './concurrency-writes.ts';

const finalLog = (run: string, message: string, terminationStatus: string) =>
  logCall(run, { message, terminationStatus });

/** What the winner was sent with. */
const sentOf = ({ call }: Sent) => (isBody(call.json) ? call.json : {});

const isLog = ({ call }: Sent) => call.method === 'POST';

export const concurrencyChecks: readonly Check[] = [
  {
    id: 'CONC-001',
    smoke: true,
    run: (lab) =>
      race(lab, {
        open: () => lab.openRun(),
        calls: (run) => [finalLog(run, 'one', 'SUCCESS'), finalLog(run, 'two', 'SUCCESS')],
        judge: async (run, sent) => {
          const { answer, call } = onlyAccepted(sent, 'two final logs');
          expectEqual(answer.status, 201, 'the accepted final log is answered with 201');
          const entries = (await lab.messages(run)).filter(
            (message) => message === 'one' || message === 'two',
          );
          expectEqual(
            entries,
            [isBody(call.json) ? call.json.message : ''],
            'only the accepted final log is in the log',
          );
        },
      }),
  },
  {
    id: 'CONC-002',
    run: async (lab) => {
      const endings = ['SUCCESS', 'FAILURE'];
      for (const [what, end] of [
        ['log', (run: string, status: string) => finalLog(run, status, status)],
        ['PATCH', (run: string, status: string) => patchCall(run, { status })],
      ] as const) {
        await race(lab, {
          open: () => lab.openRun(),
          calls: (run) => endings.map((status) => end(run, status)),
          judge: async (run, sent) => {
            const winner = sentOf(onlyAccepted(sent, `SUCCESS and FAILURE by ${what}`));
            const { status } = await lab.readRun(run);
            expectEqual(
              status,
              winner.status ?? winner.terminationStatus,
              'the ending that was accepted stays',
            );
          },
        });
      }
    },
  },
  {
    id: 'CONC-003',
    run: (lab) =>
      race(lab, {
        open: () => lab.openRun(),
        calls: (run) => [
          patchCall(run, { status: 'SUCCESS', summary: 'one' }),
          patchCall(run, { status: 'SUCCESS', summary: 'two' }),
        ],
        judge: async (run, sent) => {
          const winner = onlyAccepted(sent, 'two PATCH terminations');
          expectEqual(winner.answer.status, 200, 'the accepted PATCH is answered with 200');
          expectHolds(await lab.readRun(run), sentOf(winner), 'only the accepted PATCH shows on the run');
        },
      }),
  },
  {
    id: 'CONC-004',
    run: (lab) =>
      race(lab, {
        open: () => lab.openRun(),
        calls: (run) => [patchCall(run, { status: 'SUCCESS' }), finalLog(run, 'the end', 'FAILURE')],
        judge: async (run, sent) => {
          const byLog = isLog(onlyAccepted(sent, 'a PATCH termination and a final log'));
          const { status } = await lab.readRun(run);
          expectEqual(status, byLog ? 'FAILURE' : 'SUCCESS', 'the run ended as the accepted one says');
          const entries = (await lab.messages(run)).filter((message) => message === 'the end');
          expectEqual(
            entries.length,
            byLog ? 1 : 0,
            'a final log is there when it was accepted, and only then',
          );
        },
      }),
  },
  ...concurrencyWriteChecks,
  ...concurrencyTieChecks,
  ...concurrencyStoreChecks,
];
