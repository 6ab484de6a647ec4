import { createFakePort } from '@berth/testing';
import { expect, it } from 'vitest';
import { fakeTarget } from '../../cli/src/conform/fake-target.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { type Profile, type Target, urlTarget } from '../src/index.ts';
import { typedFake } from './typed-fake.ts';

/** The fake over real HTTP, as a program in another language has it. */
function listeningFake(profile: Profile): Target {
  const port = createFakePort({ profile });
  let listening: ReturnType<typeof port.listen> | undefined;
  const target = async () => {
    listening ??= port.listen();
    return urlTarget((await listening).url, port.credentials);
  };
  let reached: Promise<Target> | undefined;
  const over = () => (reached ??= target());
  return {
    name: 'the fake over HTTP',
    credentials: port.credentials,
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
    controls: ['clock'],
    open: async () => listeningFake(profile),
    advance: async (milliseconds) => void (await port.clock.advance(milliseconds)),
    send: async (request, signal) => (await over()).send(request, signal),
    close: async () => {
      await (await reached)?.close?.();
      await (await listening)?.close();
    },
  };
}

describeConformance((profile) => fakeTarget(profile));
describeConformance(listeningFake);

const ways = { typed: 0, fetch: 0 };
describeConformance((profile) => typedFake(profile, ways));

it('was asked by typed calls for nearly all of that, and not by fetch', () => {
  expect(ways.typed / (ways.typed + ways.fetch)).toBeGreaterThan(0.9);
});
