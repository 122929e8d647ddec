import { NotFoundException } from '@nestjs/common';
import { violatedConstraint } from './database-error';
import { DomainError } from './domain-error';
import { asDomainError, problemOf } from './problem.filter';

describe('asDomainError', () => {
  it('keeps the code, the facts and the status of our own refusal', () => {
    const error = new DomainError('SIGN_IN_THROTTLED', { details: { seconds: 30 } });
    expect(problemOf(error, 'request-1')).toEqual({
      type: '/problems/sign-in-throttled',
      title: 'SIGN_IN_THROTTLED',
      status: 429,
      code: 'SIGN_IN_THROTTLED',
      instance: 'request-1',
      details: { seconds: 30 },
    });
  });

  it.each([
    ['a body that is too large', Object.assign(new Error('x'), { statusCode: 413 }), 'BODY_TOO_LARGE'],
    ['broken JSON', Object.assign(new Error('x'), { statusCode: 400 }), 'REQUEST_INVALID'],
    ['an unknown route', new NotFoundException(), 'NOT_FOUND'],
    ['a database that restarts', Object.assign(new Error('x'), { code: '57P01' }), 'SERVICE_BUSY'],
    ['a lock that is not given', { driverError: { code: '55P03' } }, 'SERVICE_BUSY'],
    ['a database that is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'SERVICE_BUSY'],
    ['a pool with no connection left', new Error('timeout exceeded when trying to connect'), 'SERVICE_BUSY'],
  ])('answers %s with its own code', (_, thrown, code) => {
    expect(asDomainError(thrown)?.code).toBe(code);
  });

  it('does not pretend to know a fault of ours', () => {
    expect(asDomainError(new TypeError('undefined is not a function'))).toBeNull();
    expect(asDomainError({ driverError: { code: '23505', constraint: 'people_pkey' } })).toBeNull();
  });
});

describe('violatedConstraint', () => {
  it('names the constraint that refused, and nothing for other faults', () => {
    expect(violatedConstraint({ driverError: { code: '23505', constraint: 'cases_once' } })).toBe('cases_once');
    expect(violatedConstraint(Object.assign(new Error('x'), { code: '57014', constraint: 'x' }))).toBeNull();
  });
});
