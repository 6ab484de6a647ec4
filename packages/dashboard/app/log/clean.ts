const [ESCAPE, BELL, CSI] = ['\u001b', '\u0007', '\u009b'];
/** Colours and cursor movements of terminals: CSI, OSC, other strings, sequences of two characters; and CSI in 8 bits. */
const ANSI = new RegExp(
  [
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}[PX^_][^${ESCAPE}]*(?:${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]`,
    `${CSI}[0-?]*[ -/]*[@-~]`,
  ].join('|'),
  'g',
);

/** A message without what only a terminal understands, and with line ends of one kind. */
export function clean(message: string): string {
  const hasAny = message.includes(ESCAPE) || message.includes(CSI);
  const text = hasAny ? message.replace(ANSI, '') : message;
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

const TAB = 8;

/** Tabs as the spaces they stand for, so that characters can be counted. */
export function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let text = '';
  for (const character of line)
    text += character === '\t' ? ' '.repeat(TAB - (text.length % TAB)) : character;
  return text;
}
