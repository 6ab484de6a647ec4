/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** What its first line, or its fence, says that it is: a file of the section, or one of the repository that it quotes. */
  readonly title: string;
  /** The line of the page that its text begins at, from 1. */
  readonly line: number;
  /** Without the line that names it. */
  readonly text: string;
  /** The heading of the second level that it stands below. */
  readonly section: string;
}

const fence = /^```(\w*) ?(.*)$/;
const comment = /^(?:\/\/|#) (\S+)$/;

export function blocksOf(page: string): readonly Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  let section = '';
  for (let at = 0; at < lines.length; at += 1) {
    const heading = /^## (.*)$/.exec(lines[at] ?? '');
    if (heading) section = heading[1] ?? '';
    const opened = fence.exec(lines[at] ?? '');
    if (!opened) continue;
    const [, language = '', onFence = ''] = opened;
    const end = lines.indexOf('```', at + 1);
    const titled = comment.exec(lines[at + 1] ?? '');
    const first = titled ? at + 2 : at + 1;
    const text = lines.slice(first, end).join('\n');
    blocks.push({ language, title: titled?.[1] ?? onFence, line: first + 1, text, section });
    at = end;
  }
  return blocks;
}

/** Whether a block quotes a file of the repository. */
export function isQuote({ title }: Block): boolean {
  return title.startsWith('examples/');
}

/**
 * The files that a page's TypeScript makes, by their paths: a folder for each section. Every line is where it is on the page, so
 * that what goes wrong in a file is found on the page by its number.
 */
export function filesOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const block of blocks) {
    if (block.language !== 'ts' || isQuote(block)) continue;
    if (!block.title) throw new Error(`The block at line ${block.line} begins with no "// file.ts"`);
    const path = `${block.section.toLowerCase().replaceAll(/\W+/g, '-')}/${block.title}`;
    const before = files.get(path) ?? '';
    files.set(path, before + '\n'.repeat(block.line - before.split('\n').length) + block.text);
  }
  return files;
}
