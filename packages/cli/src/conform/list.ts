import { catalogue } from '@berth/conformance';
import { optionsOf, UsageError } from '../usage.ts';

/** `berth conform list`: every requirement, one a line. */
export function list(args: readonly string[]): number {
  const { format } = optionsOf(args, { format: { type: 'string', default: 'text' } });
  const { requirements, revision } = catalogue;
  if (format === 'json') console.log(JSON.stringify({ revision, requirements }, null, 2));
  else if (format === 'md') console.log(table().join('\n'));
  else if (format === 'text')
    for (const { id, level, live, text } of requirements)
      console.log(`${id.padEnd(13)} ${level.padEnd(7)} ${live.padEnd(4)} ${text}`);
  else throw new UsageError(`--format takes text, md or json, not "${format}"`);
  return 0;
}

function table(): readonly string[] {
  const rows = catalogue.requirements.map(
    ({ id, level, live, source, text }) =>
      `| ${id} | ${level} | ${text.replaceAll('|', '\\|')} | ${source.join(', ')} | ${live} |`,
  );
  return ['| Requirement | Level | Sentence | Source | Live |', '|---|---|---|---|---|', ...rows];
}
