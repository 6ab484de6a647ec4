import express from 'express';
import { berthTarget, leavingWebhooks } from '../../http/test/api/berth-target.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { expressMount, expressServe } from './mount.ts';

const before = (app: express.Express) => app.use(express.json());

/** What the host's parser refuses, it refuses in its own words: a page of HTML, with a stack outside production. */
const hostAnswers = {
  'ERR-001': 'what the parser refuses is answered with a page, not with the envelope',
  'ERR-009': 'the page that the host answers with shows a stack trace',
  'LIM-001': 'a body over 100 KiB is refused by the parser before its route is known, as a page',
  'LIM-002': 'the parser takes 100 KiB',
  'LIM-003': 'a body over 100 KiB is refused by the parser, as a page',
  'RUN-LOG-018': 'with the key around it a line of 100 KiB is over what the parser takes',
};

describeConformance(
  (profile) =>
    leavingWebhooks(berthTarget('Express behind express.json()', profile, expressServe(express, before))),
  hostAnswers,
);

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const name = `Express behind express.json() at ${prefix}${fallthrough ? ', the rest left to the host' : ''}`;
    describeApi(name, expressMount(express, { prefix, fallthrough, before, hostParses: true }));
  }
}
