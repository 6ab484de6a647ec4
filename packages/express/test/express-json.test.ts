import express from 'express';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { expressMount } from './mount.ts';

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const name = `Express behind express.json() at ${prefix}${fallthrough ? ', the rest left to the host' : ''}`;
    const before = (app: express.Express) => app.use(express.json());
    describeApi(name, expressMount(express, { prefix, fallthrough, before, hostParses: true }));
  }
}
