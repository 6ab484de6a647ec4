import express from 'express';
import { describeApi } from '../../http/test/api/describe-api.ts';
import { expressMount } from './mount.ts';

for (const prefix of ['/v1', '/internal/port/v1']) {
  for (const fallthrough of [false, true]) {
    const name = `Express 5 at ${prefix}${fallthrough ? ', the rest left to the host' : ''}`;
    describeApi(name, expressMount(express, { prefix, fallthrough }));
  }
}
