import { berth } from './fake/berth.ts';
import { dayOfPolling } from './fake/day.ts';
import { fixture } from './fake/fixture.ts';
import { measure } from './fake/path.ts';
import { hono, mockAgent, msw, nocked } from './fake/peers.ts';
import { tableOf } from './fake/report.ts';

// What a test pays for its fake, beside what the same request costs by other means.
const ROUNDS = 9;

const { asked, paths } = await berth();
const peers = [hono, mockAgent, msw, nocked].map((peer) => peer(asked));
const taken = await measure([...paths, ...peers], ROUNDS);
const figures = { paths: taken, day: await dayOfPolling(), fixture: await fixture() };
console.log(tableOf(figures));
console.log(JSON.stringify({ node: process.version, ...figures, paths: Object.fromEntries(taken) }));
