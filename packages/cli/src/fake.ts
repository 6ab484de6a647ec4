import { createFakePort } from '@berth/testing';
import { readSeed } from './seed-file.ts';
import { optionsOf, portFrom } from './usage.ts';

/** `berth fake`: the fake Port of the library, over HTTP. */
export async function fake(args: readonly string[]): Promise<void> {
  const options = optionsOf(args, {
    port: { type: 'string', default: '4010' },
    seed: { type: 'string' },
  });
  const { blueprints = [], entities = [], actions = [] } = await readSeed(options.seed);
  const port = createFakePort({
    blueprints,
    entities,
    actions: actions as readonly { identifier: string }[],
  });
  const { url, close } = await port.listen({ port: portFrom(options.port), control: true });
  // What is waited for, or has been sent to an app, would keep the process for as long as it is borne with.
  const end = async () => {
    await close();
    process.exit();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  console.log(JSON.stringify({ url, ...port.credentials }));
}
