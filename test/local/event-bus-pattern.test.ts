import { describe, expect, it } from 'vitest';
import { matches, UnknownMatcher } from '../../local/engines/event-bus/pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws:s3:::uploads', 'arn:aws:s3:::other'],
  detail: {
    bucket: { name: 'uploads' },
    object: { key: 'attempts/01/data.csv', size: 1024, etag: null },
    reason: 'CompleteMultipartUpload',
    final: false,
    tags: [{ name: 'province' }, { name: 'roads' }],
    empty: [],
  },
};

describe('event patterns', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an exact value', { source: ['aws.s3'] }],
    ['one of several values', { source: ['aws.sqs', 'aws.s3'] }],
    ['a nested field', { detail: { bucket: { name: ['uploads'] } } }],
    ['a number', { detail: { object: { size: [1024] } } }],
    ['false', { detail: { final: [false] } }],
    ['null', { detail: { object: { etag: [null] } } }],
    ['one element of an array', { resources: ['arn:aws:s3:::other'] }],
    ['one object of an array', { detail: { tags: { name: ['roads'] } } }],
    ['a prefix', { detail: { object: { key: [{ prefix: 'attempts/' }] } } }],
    ['a suffix', { detail: { object: { key: [{ suffix: '.csv' }] } } }],
    ['a prefix or a value', { detail: { object: { key: ['x', { prefix: 'attempts/' }] } } }],
    ['anything but a value', { source: [{ 'anything-but': 'aws.ec2' }] }],
    ['anything but some values', { detail: { reason: [{ 'anything-but': ['PutObject', 'CopyObject'] }] } }],
    ['anything but a prefix', { detail: { object: { key: [{ 'anything-but': { prefix: 'public/' } }] } } }],
    ['anything but a suffix', { detail: { object: { key: [{ 'anything-but': { suffix: '.zip' } }] } } }],
    ['a field that exists', { detail: { reason: [{ exists: true }] } }],
    ['a field that exists as null', { detail: { object: { etag: [{ exists: true }] } } }],
    ['a field that does not exist', { detail: { nothing: [{ exists: false }] } }],
    [
      'a field under nothing that does not exist',
      { detail: { nothing: { at: { all: [{ exists: false }] } } } },
    ],
    ['a numeric range', { detail: { object: { size: [{ numeric: ['>', 0, '<=', 1024] }] } } }],
    ['a numeric equality', { detail: { object: { size: [{ numeric: ['=', 1024] }] } } }],
  ])('match %s', (_, pattern) => {
    expect(matches(pattern, event)).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another value', { source: ['aws.sqs'] }],
    ['a value in another case', { source: ['AWS.S3'] }],
    ['a number written as text', { detail: { object: { size: ['1024'] } } }],
    ['all fields but one', { source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }],
    ['a missing field', { detail: { nothing: ['x'] } }],
    ['null where the field is missing', { detail: { nothing: [null] } }],
    ['anything but, where the field is missing', { detail: { nothing: [{ 'anything-but': 'x' }] } }],
    ['anything but the value it has', { source: [{ 'anything-but': ['aws.s3'] }] }],
    ['anything but its prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['a prefix in the middle', { detail: { object: { key: [{ prefix: '01/' }] } } }],
    ['a numeric on text', { source: [{ numeric: ['>', 0] }] }],
    ['a range it is not in', { detail: { object: { size: [{ numeric: ['>', 0, '<', 1024] }] } } }],
    ['an existing field of an empty array', { detail: { empty: [{ exists: true }] } }],
    ['a field that exists and should not', { source: [{ exists: false }] }],
    ['names of the prototype', { constructor: [{ exists: true }] }],
    ['a nested pattern on a plain value', { source: { name: ['aws.s3'] } }],
  ])('do not match %s', (_, pattern) => {
    expect(matches(pattern, event)).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an empty pattern', {}],
    ['an empty list', { source: [] }],
    ['a value without a list', { source: 'aws.s3' }],
    ['a wildcard', { source: [{ wildcard: 'aws.*' }] }],
    ['a CIDR', { source: [{ cidr: '10.0.0.0/8' }] }],
    ['an or', { $or: [{ source: ['a'] }, { source: ['b'] }] }],
    ['two matchers in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['a prefix that ignores case', { source: [{ prefix: { 'equals-ignore-case': 'AWS' } }] }],
    ['an unknown comparison', { detail: { n: [{ numeric: ['~', 1] }] } }],
    ['half a comparison', { detail: { n: [{ numeric: ['>'] }] } }],
    ['a comparison from the prototype', { detail: { n: [{ numeric: ['constructor', 1] }] } }],
    ['anything but a wildcard', { source: [{ 'anything-but': { wildcard: '*' } }] }],
  ])('refuse %s', (_, pattern) => {
    expect(() => matches(pattern, event)).toThrow(UnknownMatcher);
  });
});
