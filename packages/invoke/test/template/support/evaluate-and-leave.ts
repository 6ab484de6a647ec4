import { templates } from '../../../src/template/templates.ts';

// Neither closed nor ended: that it leaves by itself is what is to be seen.
const result = await templates({ timeoutMs: 30_000 }).evaluate('{{ 40 + 2 }}', {});
process.stdout.write(`${JSON.stringify(result)}\n`);
