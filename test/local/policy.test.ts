import { describe, expect, test } from 'vitest';
import { createGrants, type Grant } from '../../local/aws/grants.ts';
import { allowedBy, UnknownCondition, type PolicyStatement } from '../../local/aws/policy.ts';
import type { FunctionDefinition } from '../../local/topology/compute.ts';

const statement = (over: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: ['dynamodb:PutItem'],
  Resource: ['arn:aws:dynamodb:r:0:table/Ledger'],
  ...over,
});
const attempt = (action: string, resource: string, context = {}) => ({ action, resource, context });
const put = attempt('dynamodb:PutItem', 'arn:aws:dynamodb:r:0:table/Ledger');

describe('a policy', () => {
  test('allows what a statement names, and nothing beside it', () => {
    expect(allowedBy([statement()], put)).toBeDefined();
    expect(allowedBy([statement()], attempt('dynamodb:DeleteItem', put.resource))).toBeUndefined();
    expect(allowedBy([statement()], attempt('dynamodb:PutItem', `${put.resource}/index/x`))).toBeUndefined();
    expect(
      allowedBy([statement()], attempt('dynamodb:PutItem', 'arn:aws:dynamodb:r:0:table/Ledger2')),
    ).toBeUndefined();
  });

  test('reads * as any characters and a dot as a dot', () => {
    const objects = statement({ Action: ['s3:Get*'], Resource: ['arn:aws:s3:::files.a/*'] });
    expect(allowedBy([objects], attempt('s3:GetObject', 'arn:aws:s3:::files.a/x/y'))).toBeDefined();
    expect(allowedBy([objects], attempt('s3:GetObject', 'arn:aws:s3:::filesXa/x'))).toBeUndefined();
    expect(allowedBy([objects], attempt('s3:GetObject', 'arn:aws:s3:::files.a'))).toBeUndefined();
  });

  test('lets a Deny win over every Allow', () => {
    const deny = statement({ Effect: 'Deny', Action: ['*'], Resource: ['*'] });
    expect(allowedBy([statement(), deny], put)).toBeUndefined();
  });

  test('asks every value of a condition; one the request does not carry fails it', () => {
    const conditional = statement({
      Action: ['events:PutEvents'],
      Resource: ['*'],
      Condition: { StringEquals: { 'events:source': 'portal.eicar' } },
    });
    const sending = (sources: string[]) =>
      allowedBy([conditional], attempt('events:PutEvents', 'bus', { 'events:source': sources }));
    expect(sending(['portal.eicar'])).toBeDefined();
    expect(sending(['portal.eicar', 'aws.guardduty'])).toBeUndefined();
    expect(allowedBy([conditional], attempt('events:PutEvents', 'bus'))).toBeUndefined();
  });

  test('does not guess at an operator it does not know', () => {
    const odd = statement({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
    expect(() => allowedBy([odd], put)).toThrow(UnknownCondition);
  });
});

describe('the grants of the functions', () => {
  const writer: FunctionDefinition = {
    id: 'writer',
    name: 'dev-writer',
    arn: 'arn:writer',
    dir: '',
    handler: '',
    environment: {},
    layers: [],
    memoryMb: 128,
    timeoutSeconds: 3,
    reserved: undefined,
    statements: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::files/*'] },
      { Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource: ['arn:logs'] },
    ],
  };
  const desk = (log: string[] = [], seen: Grant[] = []) =>
    createGrants({
      topology: { functions: [writer] },
      readable: ['public'],
      remembered: [],
      onUse: (grant) => seen.push(grant),
      log: (line) => log.push(line),
    });

  test('a missing grant is refused and named once', () => {
    const log: string[] = [];
    const grants = desk(log);
    const question = { principal: 'arn:writer', action: 's3:DeleteObject', bucket: 'files', key: 'a' };
    expect(grants.mayTouch(question)).toBe(false);
    expect(grants.mayTouch(question)).toBe(false);
    expect(log).toEqual(['AccessDenied: writer is not granted s3:DeleteObject on arn:aws:s3:::files/a']);
  });

  test('what was granted and never used is told, but not what AWS uses for the function', () => {
    const seen: Grant[] = [];
    const grants = desk([], seen);
    expect(
      grants.mayTouch({ principal: 'arn:writer', action: 's3:PutObject', bucket: 'files', key: 'a' }),
    ).toBe(true);
    expect(seen).toEqual([{ function: 'writer', action: 's3:PutObject', resource: 'arn:aws:s3:::files/*' }]);
    expect(grants.unused()).toEqual([
      { function: 'writer', action: 's3:GetObject', resource: 'arn:aws:s3:::files/*' },
    ]);
  });

  test('a listing limited to a folder is judged by the folder', () => {
    const statements = [
      {
        Effect: 'Allow' as const,
        Action: ['s3:ListBucket'],
        Resource: ['arn:aws:s3:::logs'],
        Condition: { StringLike: { 's3:prefix': 'cdn/*' } },
      },
    ];
    const grants = createGrants({
      topology: { functions: [{ ...writer, statements }] },
      readable: [],
      remembered: [],
      onUse: () => undefined,
      log: () => undefined,
    });
    const list = (limit: { prefix?: string }) =>
      grants.mayTouch({
        principal: 'arn:writer',
        action: 's3:ListBucket',
        bucket: 'logs',
        key: '',
        ...limit,
      });
    expect(list({ prefix: 'cdn/2025/06/16/' })).toBe(true);
    expect(list({ prefix: 'other/' })).toBe(false);
    expect(list({})).toBe(false);
  });

  test('the CDN reads what it serves and nothing else; somebody unknown reads nothing', () => {
    const grants = desk();
    const read = (principal: string, bucket: string) =>
      grants.mayTouch({ principal, action: 's3:GetObject', bucket, key: 'index.html' });
    expect(read('cloudfront', 'public')).toBe(true);
    expect(read('cloudfront', 'files')).toBe(false);
    expect(read('stranger', 'public')).toBe(false);
  });
});
