import { describe, expect, it } from 'vitest';
import { failureOf, isAnswer } from '../src/connection/failure.ts';

/** What a server says. */
function said(code: string, severity = 'ERROR', message = ''): Error {
  return Object.assign(new Error(message), { code, severity });
}

describe('a failure', () => {
  it.each([
    [said('23505'), 'conflict'],
    [said('40001'), 'again'],
    [said('40P01'), 'again'],
    [said('53300', 'FATAL'), 'again'],
    [said('57P03', 'FATAL'), 'again'],
    [said('53100'), 'refused'],
    [said('58030'), 'refused'],
    [said('55P03'), 'refused'],
    [said('57014'), 'refused'],
    [said('08P01', 'FATAL', 'unsupported startup parameter: lock_timeout'), 'refused'],
    [said('22P02'), 'other'],
    [said('P0001'), 'other'],
    [new TypeError('the connection is undefined'), 'other'],
    [Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }), 'other'],
  ])('%s is one whose end is known: %s', (error, kind) => {
    expect(failureOf(error).kind).toBe(kind);
  });

  it.each([
    said('57P01', 'FATAL'),
    said('57P02', 'FATAL'),
    said('08006'),
    said('40003'),
    said('08P01', 'FATAL', 'server conn crashed?'),
    said('XX000', 'PANIC'),
    Object.assign(new Error('read'), { code: 'ECONNRESET' }),
    Object.assign(new Error('write'), { code: 'EPIPE' }),
    new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })]),
    new Error('Connection terminated unexpectedly'),
    new Error('Query read timeout'),
  ])('%s leaves it open what became of the call', (error) => {
    expect(failureOf(error).kind).toBe('gone');
  });

  it.each([
    said('57P01', 'FATAL'),
    said('08P01', 'FATAL'),
    said('25006'),
    said('26000'),
    said('42P05'),
    new Error('Query read timeout'),
  ])('%s is of the connection, so that another one may do better', (error) => {
    expect(isAnswer(error)).toBe(false);
  });

  it.each([said('23505'), said('55P03'), said('22P02')])('%s spoils no connection', (error) => {
    expect(isAnswer(error)).toBe(true);
  });
});
