import { withPort } from '@berth/testing/vitest';
import { test as base, describe } from 'vitest';

const ROUNDS = 9;
const TESTS = 100;
const test = withPort(base, { actions: [{ identifier: 'create' }] });

for (let round = 0; round < ROUNDS; round += 1) {
  describe('plain', () => {
    for (let nth = 0; nth < TESTS; nth += 1) base(`${nth}`, () => {});
  });
  describe('port', () => {
    for (let nth = 0; nth < TESTS; nth += 1) test(`${nth}`, ({ port: _ }) => {});
  });
}
