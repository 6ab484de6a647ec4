import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { logIn } from '../wire/bodies.ts';
import { linesOf, linesWith, logged, postLog } from './run-log-lines.ts';

const corpus: Readonly<Record<string, string>> = {
  'ANSI escapes': '\u001b[31mred\u001b[0m \u001b[1;4mbold\u001b[0m\rprogress 50 %',
  'line ends, tabs and spaces around': ' line one\nline two\r\n\tindented \n',
  emoji: '👩‍👩‍👧 🚀 ☃',
  'scripts of either direction': 'שלום العربية 日本語 żółć',
  'combining marks, not composed': 'e\u0301 \u00e9 a\u030a',
  'quotes, slashes and markup': '"double" \'single\' \\n \\u0041 <script>&amp;</script> {{ x }} %s',
  '100 KiB': 'y'.repeat(100 * 1024),
};

export const runLogTextChecks: readonly Check[] = [
  {
    id: 'RUN-LOG-018',
    run: async (lab) => {
      const run = await lab.openRun();
      const sent = new Map<string, string>();
      for (const [what, message] of Object.entries(corpus)) {
        const answer = await expectStatus(201, postLog(lab, run, { message }), `a log of ${what}`);
        const { id, message: answered } = logIn(answer);
        expectThat(answered === message, `a log of ${what} is answered as it was sent`, answered);
        sent.set(id, what);
      }
      const lines = await linesWith(lab, run, [...sent.keys()]);
      for (const [id, what] of sent) {
        const read = lines.find((line) => line.id === id)?.message;
        expectThat(read === corpus[what], `a log of ${what} is read as it was sent`, read);
      }
    },
  },
  {
    id: 'RUN-LOG-019',
    run: async (lab) => {
      const runs = [await lab.openRun(), await lab.openRun()];
      const posted = await Promise.all([...runs, ...runs].map((run) => logged(lab, run, 'a line')));
      const ids = posted.map(({ id }) => id);
      expectEqual(new Set(ids).size, ids.length, 'ids of lines are unique across runs');
      await lab.settled();
      const authors = new Set(posted.map(({ createdBy }) => createdBy));
      const own = (await linesOf(lab, await lab.openRun())).filter(
        ({ id, createdBy }) => ids.includes(id) || authors.has(createdBy),
      );
      expectEqual(own, [], 'the log of a new run has no line of the caller');
    },
  },
];
