import express from 'express';
import { berthTarget } from '../../http/test/api/berth-target.ts';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { expressMount, expressServe } from './mount.ts';

describeConformance((profile) => berthTarget('Express 5', profile, expressServe(express)));

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const name = `Express 5 at ${prefix}${fallthrough ? ', the rest left to the host' : ''}`;
    describeApi(name, expressMount(express, { prefix, fallthrough }));
  }
}
