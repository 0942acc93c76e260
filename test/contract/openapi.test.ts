import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPENAPI_FILE, openApiText } from '../../docs/generate-openapi.ts';
import { openApiDocument } from '../../shared/contract/openapi.ts';
import { allOperations, API_BASE, routeKeyOf } from '../../shared/contract/operations.ts';
import { fillSentence, problemOf, problemTypes, type ProblemId } from '../../shared/contract/problems.ts';
import { faultsIn, standardFaults, type Json } from './openapi-faults.ts';

const fresh = (): Json => JSON.parse(JSON.stringify(openApiDocument())) as Json;

describe('the OpenAPI document', () => {
  it('is one of version 3.1', () => expect(faultsIn(fresh())).toEqual([]));

  it('is one by the schema that the standard’s authors publish, which finds what is not', async () => {
    expect(await standardFaults(fresh())).toBeUndefined();
    const broken = fresh();
    delete (broken['info'] as Json)['version'];
    expect(await standardFaults(broken)).toBeDefined();
  });

  const planted: [string, (document: Json) => void][] = [
    ['openapi: 3.1.x expected', (d) => (d['openapi'] = '3.0.3')],
    ['info.title: missing', (d) => delete (d['info'] as Json)['title']],
    [
      '#/components/schemas/Gone: does not exist',
      (d) =>
        ((d['paths'] as Json)['/api/v1/x'] = {
          get: {
            operationId: 'x',
            responses: {
              200: {
                description: 'x',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Gone' } } },
              },
            },
          },
        }),
    ],
    [
      'get /api/v1/x/{id}: {id} is not declared',
      (d) =>
        ((d['paths'] as Json)['/api/v1/x/{id}'] = {
          get: { operationId: 'x', responses: { 200: { description: 'x' } } },
        }),
    ],
    [
      'get /api/v1/x: path parameter id is not in the path',
      (d) =>
        ((d['paths'] as Json)['/api/v1/x'] = {
          get: {
            operationId: 'x',
            parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
            responses: { 200: { description: 'x' } },
          },
        }),
    ],
    [
      'get /api/v1/x: parameter query a stands twice',
      (d) =>
        ((d['paths'] as Json)['/api/v1/x'] = {
          get: {
            operationId: 'x',
            parameters: [1, 2].map(() => ({ name: 'a', in: 'query', schema: {} })),
            responses: { 200: { description: 'x' } },
          },
        }),
    ],
    [
      'get /api/v1/x: no response',
      (d) => ((d['paths'] as Json)['/api/v1/x'] = { get: { operationId: 'x', responses: {} } }),
    ],
    [
      `get /api/v1/x: operationId ${allOperations[0]?.id} is taken`,
      (d) =>
        ((d['paths'] as Json)['/api/v1/x'] = {
          get: { operationId: allOperations[0]?.id, responses: { 200: { description: 'x' } } },
        }),
    ],
    [
      'get /api/v1/x: response 200 says nothing',
      (d) => ((d['paths'] as Json)['/api/v1/x'] = { get: { operationId: 'x', responses: { 200: {} } } }),
    ],
    [
      'get /api/v1/x: security scheme basic does not exist',
      (d) =>
        ((d['paths'] as Json)['/api/v1/x'] = {
          get: { operationId: 'x', security: [{ basic: [] }], responses: { 200: { description: 'x' } } },
        }),
    ],
    [
      'schema of nothing: type "text"',
      (d) => (((d['components'] as Json)['schemas'] as Json)['nothing'] = { type: 'text' }),
    ],
  ];
  it.each(planted)('with a planted fault is not: %s', (fault, plant) => {
    const document = fresh();
    plant(document);
    expect(faultsIn(document)).toEqual([fault]);
  });

  it('describes every operation once, under its own address', () => {
    const paths = fresh()['paths'] as Record<string, Record<string, Json>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        `${method.toUpperCase()} ${path}`,
        operationId,
      ]),
    );
    expect(described.sort()).toEqual(allOperations.map((op) => [routeKeyOf(op), op.id]).sort());
    expect(allOperations.length).toBeGreaterThanOrEqual(15);
  });

  it('says of every operation who may call it', () => {
    const paths = fresh()['paths'] as Record<string, Record<string, Json>>;
    for (const op of allOperations) {
      const described = paths[`${API_BASE}${op.path}`]?.[op.method.toLowerCase()];
      expect(described?.['security'], op.id).toEqual(op.who === 'anyone' ? [] : [{ signIn: [] }]);
      expect(described?.['x-roles'], op.id).toEqual(op.who === 'anyone' ? undefined : op.who);
    }
  });

  it('is the committed one', () => {
    const committed = readFileSync(OPENAPI_FILE, 'utf8');
    expect(
      committed === openApiText(),
      'docs/api/openapi.json is not what the contract says. If the change is meant, run `node docs/generate-openapi.ts` and commit the file with it.',
    ).toBe(true);
  });
});

/** What changes something and is open to the world, and what keeps the world from misusing it. */
const openChanges: Readonly<Record<string, string>> = {
  askConfirmation: 'sends a letter only, and so many an hour',
  followDataset: 'takes a code that came by mail',
  stopFollowing: 'takes the private link of a letter',
  createRequest: 'takes the code that was sent to the address',
  openRequest: 'reads only, and takes the key of the requester',
  giveClarification: 'takes the key of the requester',
  withdrawRequest: 'takes the key of the requester',
  takeRequestLetter: 'reads only, and takes the key of the requester',
  fetchRequestFile: 'reads only, and takes the key of the requester',
  signRequestFiles: 'takes the key of the requester, and opens a place for announced bytes alone',
};

describe('an operation', () => {
  it.each(allOperations.map((op) => [op.id, op] as const))('%s can be asked and answered', (_, op) => {
    const named = [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(Object.keys(op.params.shape).sort()).toEqual(named);
    for (const id of op.problems) expect(Object.keys(problemTypes)).toContain(id);
    expect(new Set(op.problems).size, 'a problem is named once').toBe(op.problems.length);
    // HTTP APIs match segments literally: a path says nothing that would have to be escaped.
    expect(op.path).toMatch(/^(\/([a-z0-9-]+(\.json)?|\{\w+\}))+$/);
    expect(op.summary.normalize('NFC')).toBe(op.summary);
    expect(op.command).toBe(op.method !== 'GET' && (op.who !== 'anyone' || op.id === 'createRequest'));
    if (op.method !== 'GET' && op.who === 'anyone') expect(openChanges[op.id], 'why it is open').toBeTruthy();
  });

  it('is alone under its id and route', () => {
    expect(new Set(allOperations.map(({ id }) => id)).size).toBe(allOperations.length);
    // `{id}` and `{slug}` in one place are one route.
    const shape = (op: (typeof allOperations)[number]) => routeKeyOf(op).replace(/\{\w+\}/g, '{}');
    expect(new Set(allOperations.map(shape)).size).toBe(allOperations.length);
  });
});

describe('a problem', () => {
  it('has a status and a Vietnamese sentence that ends', () => {
    for (const [id, { status, vi }] of Object.entries(problemTypes)) {
      expect(status, id).toBeGreaterThanOrEqual(400);
      expect(vi, id).toMatch(/\.$/);
      expect(vi.normalize('NFC'), id).toBe(vi);
    }
  });
  it('is used by some operation, or belongs to the doors before them', () => {
    const used = new Set<ProblemId>(allOperations.flatMap(({ problems }) => problems));
    const unused = Object.keys(problemTypes).filter((id) => !used.has(id as ProblemId));
    expect(unused.filter((id) => !['too-many', 'unavailable'].includes(id))).toEqual([]);
  });
  it('fills its sentence from its facts, and shows no braces', () => {
    expect(fillSentence('thiếu phần {missing}', { missing: ['2', '3'] })).toBe('thiếu phần 2, 3');
    expect(problemOf('wrong-state', { facts: { status: 'submitted' } }).title).toContain('“chờ phê duyệt”');
    expect(problemOf('slug-taken').title).not.toContain('{');
    expect(problemOf('slug-taken', { facts: { slug: '{status}' } }).title).toContain('{status}');
  });
});
