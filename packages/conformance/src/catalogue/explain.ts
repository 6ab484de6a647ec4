import { mutants } from '../mutants/index.ts';
import { catalogue } from './catalogue.ts';
import type { Level, LiveClass, Requirement } from './requirement.ts';

const levels: Readonly<Record<Level, string>> = {
  MUST: 'stated by the reference page or the published OpenAPI document; a target that breaks it is not conformant',
  'MUST-IF': 'the same, for a target that offers what it speaks of',
  SHOULD:
    "known from Port's own code and older pages, or inferred; breaking it is a warning, and counts with --strict",
  MAY: 'only real clients show it; never counts',
};

const classes: Readonly<Record<LiveClass, string>> = {
  ro: 'reads, and calls that must be refused: safe anywhere',
  rw: 'writes inside its own sandbox: at a shared target with --allow-writes only',
  hook: 'needs a receiver that the target can reach',
  load: 'large or many requests: at a shared target with --mode full only',
  no: 'needs a target whose clock, limit or store the checker holds',
};

/** A requirement in full, as text for people. */
export function explain({ id, level, text, check, source, live, area }: Requirement): string {
  const sentences = catalogue.sentences.filter((sentence) => source.includes(sentence.id));
  const caught = mutants.filter(({ caughtBy }) => caughtBy.includes(id));
  return [
    `${id}  ${level}  ${text}`,
    '',
    `Level    ${levels[level]}`,
    `Source   ${source.join(', ')}`,
    ...sentences.map((sentence) => `         ${sentence.id}: ${sentence.text}`),
    `Check    ${check}`,
    `Class    ${live}: ${classes[live]}`,
    ...(caught.length > 0
      ? caught.map(({ name, about }, at) => `${at === 0 ? 'Proof   ' : '        '} ${name}: ${about}`)
      : ['Proof    no mutant breaks it: its check is unproven']),
    '',
    `berth conform --target http://localhost:3000 ${id}     (or the whole area: ${area})`,
  ].join('\n');
}
