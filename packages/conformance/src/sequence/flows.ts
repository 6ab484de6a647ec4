import type { Op, RunName } from '../model/op.ts';
import type { Program } from './program.ts';

/** Ways that people use runs, always tried first. */
export function flows(ties: boolean): readonly Program[] {
  return [labels, links, logs, interleaved, ...(ties ? [tied] : [])];
}

const create = (run: RunName): Op => ({ call: 'create', run, properties: {} });
const get = (run: RunName): Op => ({ call: 'get', run });
const patch = (run: RunName, body: Extract<Op, { call: 'patch' }>['body']): Op => ({
  call: 'patch',
  run,
  body,
});
const log = (run: RunName, body: Extract<Op, { call: 'log' }>['body']): Op => ({ call: 'log', run, body });
const tie = (run: RunName, change: Extract<Op, { call: 'tie' }>['change']): Op => ({
  call: 'tie',
  run,
  entity: 'e0',
  change,
});

const labels: Program = [
  create('r0'),
  patch('r0', { statusLabel: 'Creating the repository' }),
  patch('r0', { statusLabel: 'half way' }),
  get('r0'),
  patch('r0', { status: 'FAILURE', statusLabel: 'Wrong personal token provided' }),
  get('r0'),
  patch('r0', { statusLabel: 'too late' }),
  patch('r0', { status: 'FAILURE' }),
  patch('r0', {}),
  log('r0', { message: 'too late' }),
  log('r0', { message: 'too late', statusLabel: 'too late' }),
];

const links: Program = [
  create('r0'),
  patch('r0', { summary: 'so far', statusLabel: 'half way' }),
  patch('r0', { link: 'https://github.com/acme/app/actions/runs/1' }),
  patch('r0', { link: ['https://ci.example.com/2', 'https://ci.example.com/1'] }),
  get('r0'),
  patch('r0', { link: 'https://ci.example.com/3' }),
  get('r0'),
  patch('r0', { link: [] }),
  patch('r0', { summary: 'all done' }),
  patch('r0', {}),
];

const logs: Program = [
  create('r0'),
  log('r0', { message: 'my new log message' }),
  log('r0', { message: 'building', statusLabel: 'half way' }),
  get('r0'),
  { call: 'logs', run: 'r0' },
  log('r0', {
    message: 'my new log message with final status',
    terminationStatus: 'SUCCESS',
    statusLabel: 'Completed successfully!',
  }),
  log('r0', { message: 'one more' }),
  log('r0', { message: 'one more', statusLabel: 'too late' }),
  log('r0', { message: 'once more', terminationStatus: 'FAILURE' }),
  patch('r0', { statusLabel: 'too late' }),
  patch('r0', { status: 'FAILURE' }),
  patch('r0', {}),
];

const interleaved: Program = [
  create('r0'),
  create('r1'),
  patch('r0', { statusLabel: 'first', link: 'https://ci.example.com/1' }),
  patch('r1', { statusLabel: 'second' }),
  log('r0', { message: 'of the first' }),
  log('r1', { message: 'of the second' }),
  patch('r0', { status: 'SUCCESS' }),
  get('r1'),
  { call: 'list' },
  log('r1', { message: 'the end', terminationStatus: 'FAILURE' }),
  log('r0', { message: 'too late', terminationStatus: 'FAILURE' }),
  { call: 'list' },
];

const tied: Program = [
  create('r0'),
  tie('r0', 'create'),
  tie('r0', 'update'),
  create('r1'),
  tie('r1', 'delete'),
  { call: 'affected', run: 'r1' },
  patch('r0', { status: 'SUCCESS' }),
  tie('r0', 'create'),
  log('r1', { message: 'the end', terminationStatus: 'SUCCESS' }),
  tie('r1', 'create'),
];
