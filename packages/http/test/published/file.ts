import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'port-runs-openapi.yaml';
/** The folder that this repository lies in. */
const around = join(import.meta.dirname, '../../../../..');

/**
 * The text of Port's OpenAPI document, cut down to the paths of this area, when it is at hand: it is not ours to give away.
 * `PORT_OPENAPI` names the file; a name that leads nowhere is an error, not a reason to compare nothing. Else it is looked
 * for in the folders beside this repository, and in a folder `spec` of each.
 */
export function publishedText(): string | undefined {
  const named = process.env.PORT_OPENAPI;
  if (named) return readFileSync(named, 'utf8');
  const file = readdirSync(around)
    .flatMap((folder) => [join(around, folder, NAME), join(around, folder, 'spec', NAME)])
    .find((each) => existsSync(each));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}
