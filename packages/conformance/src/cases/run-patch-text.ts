import type { Check } from '../check/check.ts';
import { expectUpdate, only } from './run-patch-request.ts';

const corpus = [
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇱',
  'שלום \u202Eעולם\u202C مرحبا',
  'e\u0301 ≠ é, Z̸̢͎͘a̴̧l̵̛',
  'one\ntwo\r\nthree\ttab\u2028four',
  `"double" 'single' \\back\\ \`tick\` <b>&amp;</b> {{ .template }} %s`,
  ' \u00A0 \uFEFF ends with blanks  ',
  'x'.repeat(10_240),
  'null',
];

export const runPatchTextChecks: readonly Check[] = [
  {
    id: 'RUN-PATCH-021',
    run: async (lab) => {
      const id = await lab.openRun();
      const texts = [...corpus, ...(await generated(lab.mode === 'lite' ? 2 : 8))];
      for (const text of texts) {
        const both = { statusLabel: text, summary: text };
        const what = 'text comes back as it was sent';
        await expectUpdate(lab, id, both, only('statusLabel', 'summary'), both, what);
      }
    },
  },
];

/** Texts of any characters but NUL, which some databases cannot hold; the same ones every time. */
async function generated(count: number): Promise<readonly string[]> {
  const fc = await import('fast-check');
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
  return fc.sample(
    text.filter((each) => !each.includes('\0')),
    { numRuns: count, seed: 2026 },
  );
}
