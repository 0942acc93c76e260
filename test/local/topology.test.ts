import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTopology } from '../../local/topology.ts';
import { readAssembly } from '../../local/topology/assembly.ts';
import { createResolver } from '../../local/topology/resolve.ts';
import { smallSystem, writeAssembly, type Template } from './small-system.ts';

const local = { aws: 'http://127.0.0.1:4701', issuer: 'http://localhost:4700/_local/issuer' };
const newDir = () => mkdtempSync(join(tmpdir(), 'assembly-'));
const assets = { 'web.zip': '/code/web', 'fan-out.zip': '/code/fan-out', 'worker.zip': '/code/worker' };

const read = (stacks: Record<string, Template>, publicUrl?: string) =>
  readTopology(writeAssembly(newDir(), stacks, assets), { local, ...(publicUrl ? { publicUrl } : {}) });

/** The small system with one change planted. */
const planted = (change: (system: ReturnType<typeof smallSystem>) => void) => {
  const system = smallSystem();
  change(system);
  return () => read(system);
};

describe('the topology of a synthesised system', () => {
  it('gives tables, streams, queues with their redrive, functions and what feeds them', () => {
    const topology = read(smallSystem());
    expect(
      topology.tables.map(({ name, streamView, ttlAttribute }) => ({ name, streamView, ttlAttribute })),
    ).toEqual([
      { name: 'small-data-Notes', streamView: 'NEW_IMAGE', ttlAttribute: undefined },
      { name: 'small-data-Seen', streamView: undefined, ttlAttribute: undefined },
    ]);
    // The dead-letter queue first: the engine refuses a redrive to what is not there.
    expect(topology.queues.map((queue) => queue.name)).toEqual([
      'small-service-WorkDead.fifo',
      'small-service-Work.fifo',
    ]);
    expect(topology.queues[1]?.deadLetter).toEqual({
      arn: 'arn:aws:sqs:ap-southeast-1:000000000000:small-service-WorkDead.fifo',
      maxReceives: 3,
    });
    const worker = topology.functions.find((one) => one.id === 'worker');
    expect(worker).toMatchObject({
      dir: '/code/worker',
      memoryMb: 128,
      timeoutSeconds: 5,
      environment: { SEEN: 'small-data-Seen' },
    });
    expect(worker?.statements).toEqual([
      {
        Effect: 'Allow',
        Action: ['sqs:SendMessage'],
        Resource: ['arn:aws:sqs:ap-southeast-1:000000000000:small-service-Work.fifo'],
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        Resource: ['arn:aws:dynamodb:ap-southeast-1:000000000000:table/*'],
      },
    ]);
    expect(topology.mappings.find((one) => one.id === 'Stream')?.sourceArn).toBe(
      topology.tables[0]?.streamArn,
    );
  });

  it('plays the user pool by the local issuer and finds both origins across regions', () => {
    const topology = read(smallSystem());
    const secured = topology.apis[0]?.routes.find((one) => one.key === 'GET /api/v1/private');
    expect(secured).toMatchObject({
      authorizer: { issuer: local.issuer, audience: ['small-data-Client'] },
      scopes: ['openid'],
    });
    const api = {
      kind: 'api',
      domain: 'small-service-api.execute-api.ap-southeast-1.amazonaws.com',
      headers: { 'x-origin-secret': expect.stringMatching(/^[\w-]{43}$/) as string },
    };
    expect(topology.edges[0]?.behaviours.map(({ pattern, origin }) => [pattern, origin])).toEqual([
      ['/api/*', api],
      [
        '*',
        { kind: 'bucket', bucket: 'small-data-site', headers: {}, otherwise: { on: [404], origin: api } },
      ],
    ]);
  });

  it('moves every address of the template to the port in use, and nothing that only looks like it', () => {
    const system = smallSystem();
    const web = system['small-service'].Resources['Web']?.Properties?.['Environment'] as {
      Variables: Record<string, string>;
    };
    web.Variables['OTHER'] = 'http://localhost:46001/x';
    const topology = read(system, 'http://localhost:5000');
    const { environment } = topology.functions.find((one) => one.id === 'web') ?? {};
    expect(environment).toMatchObject({
      PUBLIC_URL: 'http://localhost:5000',
      OTHER: 'http://localhost:46001/x',
    });
    expect(topology.clients[0]?.callbacks).toEqual(['http://localhost:5000/desk/']);
  });

  it('stops at an unknown resource type and names it', () => {
    expect(
      planted((it) => (it['small-service'].Resources['Flow'] = { Type: 'AWS::StepFunctions::StateMachine' })),
    ).toThrow(/small-service\/Flow: AWS::StepFunctions::StateMachine/);
  });

  it.each([
    [
      'a queue',
      'Work',
      'FifoMagic',
      true,
      /small-service\/Work \(AWS::SQS::Queue\): property FifoMagic is unknown/,
    ],
    ['a function', 'Web', 'SnapStart', {}, /small-service\/Web .*: property SnapStart is unknown/],
    [
      'a mapping',
      'Reader',
      'FilterCriteria',
      {},
      /small-service\/Reader .*: property FilterCriteria is unknown/,
    ],
    [
      'a route',
      'Private',
      'RequestParameters',
      {},
      /small-service\/Private .*: property RequestParameters is unknown/,
    ],
  ])('stops at an unknown property of %s and names it', (_, resource, property, value, message) => {
    expect(
      planted((it) =>
        Object.assign(it['small-service'].Resources[resource]?.Properties ?? {}, { [property]: value }),
      ),
    ).toThrow(message);
  });

  it('stops at an unknown property deep inside, by its path', () => {
    expect(
      planted((it) => {
        const config = it['small-edge'].Resources['Cdn']?.Properties?.['DistributionConfig'] as Record<
          string,
          Record<string, unknown>
        >;
        Object.assign(config['DefaultCacheBehavior'] ?? {}, {
          LambdaFunctionAssociations: [{ EventType: 'origin-request' }],
        });
      }),
    ).toThrow(/property DistributionConfig\.DefaultCacheBehavior\.LambdaFunctionAssociations is unknown/);
  });

  it('stops at a value it does not carry out, such as another runtime or a managed policy', () => {
    expect(
      planted((it) =>
        Object.assign(it['small-service'].Resources['Web']?.Properties ?? {}, { Runtime: 'python3.13' }),
      ),
    ).toThrow(/property Runtime/);
    expect(
      planted((it) =>
        Object.assign(it['small-service'].Resources['Role']?.Properties ?? {}, {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        }),
      ),
    ).toThrow(/managed policies are unknown/);
  });

  it('stops at a resource that stands under a condition', () => {
    expect(
      planted((it) => Object.assign(it['small-data'].Resources['Site'] ?? {}, { Condition: 'IsProd' })),
    ).toThrow(/small-data\/Site: conditions/);
  });
});

describe('intrinsics', () => {
  const resolve = (value: unknown) => {
    const assembly = readAssembly(writeAssembly(newDir(), smallSystem()));
    return createResolver(assembly, { local }).value('small-service', value, 'here');
  };

  it.each([
    [{ Ref: 'Work' }, 'http://127.0.0.1:4701/000000000000/small-service-Work.fifo'],
    [{ Ref: 'AWS::Region' }, 'ap-southeast-1'],
    [{ 'Fn::GetAtt': ['Work', 'QueueName'] }, 'small-service-Work.fifo'],
    [{ 'Fn::GetAtt': 'Work.QueueName' }, 'small-service-Work.fifo'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }, 'b']] }, 'a-000000000000-b'],
    [
      { 'Fn::Sub': '${Work.QueueName}/${!literal}/${AWS::Partition}' },
      'small-service-Work.fifo/${literal}/aws',
    ],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['|', 'x|y|z'] }] }, 'y'],
    [{ 'Fn::ImportValue': 'small-data:Notes' }, 'small-data-Notes'],
    [
      { 'Fn::GetStackOutput': { StackName: 'small-data', OutputName: 'SiteDomain' } },
      'small-data-site.s3.ap-southeast-1.amazonaws.com',
    ],
    [
      [1, { Ref: 'AWS::NoValue' }, 2],
      [1, 2],
    ],
    [{ kept: 1, dropped: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
  ])('%j is %j', (given, expected) => expect(resolve(given)).toEqual(expected));

  it.each([
    [{ 'Fn::If': ['IsProd', 1, 2] }, /intrinsic Fn::If is unknown/],
    [{ 'Fn::FindInMap': ['a', 'b', 'c'] }, /intrinsic Fn::FindInMap is unknown/],
    [{ Ref: 'Nobody' }, /no resource Nobody/],
    [{ 'Fn::GetAtt': ['Work', 'Colour'] }, /attribute Colour of Work \(AWS::SQS::Queue\) is unknown/],
    [{ 'Fn::ImportValue': 'nobody' }, /nobody exports/],
    [{ 'Fn::Select': ['7', ['a']] }, /finds nothing/],
  ])('%j is refused', (given, message) => expect(() => resolve(given)).toThrow(message));
});
