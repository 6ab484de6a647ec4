import express from 'express';
import { describeApi } from '../../http/test/api/describe-scratch.ts';
import { express4, expressMount } from './mount.ts';

for (const prefix of ['/v1', '/internal/port/v1'])
  for (const fallthrough of [false, true]) {
    const name = ` at ${prefix}, fallthrough ${fallthrough}`;
    describeApi(`express 5${name}`, expressMount(express, { prefix, fallthrough }));
    describeApi(`express 4${name}`, expressMount(express4, { prefix, fallthrough }));
    describeApi(`express json${name}`, expressMount(express, { prefix, fallthrough, hostParses: true, before: (app) => app.use(express.json()) }));
  }
