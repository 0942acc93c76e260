import { beforeEach, describe, expect, test } from 'vitest';
import { serveHttp } from '../../functions/_entry/http.ts';
import { datasetEndpoints } from '../../functions/publishing/dataset.endpoints.ts';
import { importEndpoints } from '../../functions/publishing/import.endpoints.ts';
import { uploadEndpoints } from '../../functions/publishing/upload.endpoints.ts';
import { uploadFileEndpoints } from '../../functions/publishing/upload-file.endpoints.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryUploads } from '../../shared/adapters/memory/uploads.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { receiveUpload } from '../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { PrivateAddresses } from '../../shared/capabilities/publishing/ports.ts';
import { planParts } from '../../shared/capabilities/publishing/upload.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { type DatasetFile } from '../../shared/contract/publishing.ts';
import { type Upload } from '../../shared/contract/uploads.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { Problem } from '../../shared/contract/problems.ts';
import { caseIdOf, DatasetId, UploadId } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { firstUpload, someMetadata, theDeptOfHealth, theFocalOfficer } from '../fixtures/datasets.ts';
import { aFullPartStore, sum } from '../fixtures/full-part-store.ts';
import { aLambdaContext, httpEvent, type Asked } from '../fixtures/http-event.ts';

const bytes = 20 * 1024 * 1024;
const plan = planParts(bytes);
const START = '2025-06-16T03:00:00.000Z';
const AFTER_A_DAY = '2025-06-17T03:00:01.000Z';

/** Whole files are asked for in a test file of their own. */
const noAddresses: PrivateAddresses = {
  sign: async () => Promise.reject(new Error('No address is asked for here')),
};

const world = () => {
  const tables = memoryTables();
  tables.agencies.set(theDeptOfHealth, {
    code: theDeptOfHealth,
    name: 'Sở Y tế',
    kind: 'department',
    validFrom: localDate('2020-01-01'),
    predecessors: [],
    demonstration: true,
  });
  tables.people.set(theFocalOfficer, {
    ref: theFocalOfficer,
    kind: 'officer',
    name: 'Trần Thị Lan',
    email: 'lan@example.vn',
  });
  const store = aFullPartStore(bytes);
  const cases = memoryCaseStore(tables);
  const services = {
    store: cases,
    uploads: memoryUploads(tables),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    newId: () => crypto.randomUUID(),
    parts: store.parts,
    files: memoryObjects('files'),
    addresses: noAddresses,
    maxBytes: 1024 ** 3,
    partUrlSeconds: 900,
  };
  const who = {
    ref: theFocalOfficer,
    name: 'Trần Thị Lan',
    memberships: [
      {
        sub: 'somebody',
        person: theFocalOfficer,
        agency: theDeptOfHealth,
        role: 'focal' as const,
        validFrom: localDate('2020-01-01'),
      },
    ],
  };
  const endpoints = [
    ...datasetEndpoints(services),
    ...uploadEndpoints(services),
    ...uploadFileEndpoints(services),
    ...importEndpoints(services),
  ];
  const handler = serveHttp(
    'publishing',
    endpoints,
    { whoIs: async () => who, recall: (key) => cases.recall(key) },
    () => true,
  );
  const ask = async <Body>(operation: Operation, asked: Asked) => {
    const answer = (await handler(httpEvent(operation, asked), aLambdaContext)) as {
      statusCode: number;
      body: string;
    };
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Body };
  };
  return { ask, store, cases };
};

const contact = { name: 'Bộ phận dữ liệu', email: 'dulieu@example.vn' };
const creation = (metadata: object = someMetadata(), more: object = {}) => ({
  agency: theDeptOfHealth,
  metadata,
  contact: { ...contact, ...more },
});
const aFile = (fileName = 'thuoc.csv') => ({ fileName, bytes });

let portal: ReturnType<typeof world>;
let id = '';

beforeEach(async () => {
  portal = world();
  const made = await portal.ask<DatasetFile>(op.createDataset, { body: creation() });
  id = made.body.id;
});

const start = (asked: Asked) =>
  portal.ask<Pick<Upload, 'id'> & Pick<Problem, 'type' | 'errors'>>(op.startUpload, {
    params: { id },
    ...asked,
  });

describe('the key of a command', () => {
  test('with another file is another wish and refused; with the same file it is the same upload', async () => {
    const first = await start({ key: 'k', body: aFile() });
    expect(first.status).toBe(201);
    expect((await start({ key: 'k', body: aFile() })).body.id).toBe(first.body.id);
    const other = await start({ key: 'k', body: aFile('khac.csv') });
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-mismatch']);
    expect((await start({ key: 'l', body: aFile() })).body.id).not.toBe(first.body.id);
  });

  test('given several times at once makes one dataset, and every answer is that one', async () => {
    const body = creation({ ...someMetadata(), title: 'Trạm y tế xã' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => portal.ask<DatasetFile>(op.createDataset, { key: 'once', body })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test('given twice at once makes one upload', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => start({ key: 'k', body: aFile() })));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const read = await portal.ask<Upload>(op.readUpload, { params: { id: answers[0]?.body.id ?? '' } });
    expect(read.status).toBe(200);
    const raced = await Promise.all([
      start({ key: 'm', body: aFile() }),
      start({ key: 'm', body: aFile('khac.csv') }),
    ]);
    expect(raced.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test.each([
    ['too long', 'k'.repeat(201)],
    ['empty', ''],
    ['blank', '   '],
    ['with a line break', 'a\nb'],
    ['not ASCII', 'khóa'],
  ])('that is %s is refused, not ignored', async (_what, key) => {
    const answer = await start({ key, body: aFile() });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.path).toBe('headers.idempotency-key');
  });
});

describe('completing an upload', () => {
  const declared = Array.from({ length: plan.partCount }, (_, i) => ({ number: i + 1, sha256: sum }));
  const complete = async (parts: unknown[], at = START) => {
    const { body } = await start({ body: aFile() });
    return portal.ask<Problem>(op.completeUpload, { params: { id: body.id }, body: { parts }, at });
  };

  test('takes parts in their order', async () => {
    expect(plan.partCount).toBeGreaterThan(2);
    expect((await complete(declared)).status).toBe(202);
  });

  test.each([
    ['descending', declared.toReversed()],
    ['twice', [declared[0], declared[0], ...declared.slice(2)]],
    ['one too many', [...declared, { number: plan.partCount + 1, sha256: sum }]],
  ])('refuses parts that are %s', async (_what, parts) => {
    const answer = await complete(parts);
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/upload-mismatch']);
  });

  test('is too late after a day, and so is signing; no address outlives the attempt', async () => {
    expect((await complete(declared, AFTER_A_DAY)).status).toBe(410);
    const { body } = await start({ body: aFile() });
    const sign = (at: string) =>
      portal.ask<Problem>(op.signParts, {
        params: { id: body.id },
        body: { parts: [{ number: 1, bytes: plan.partSize, sha256: sum }] },
        at,
      });
    expect((await sign(AFTER_A_DAY)).status).toBe(410);
    expect((await sign(START)).status).toBe(200);
    expect((await sign('2025-06-17T02:59:00.000Z')).status).toBe(200);
    expect(portal.store.signedFor).toEqual([900, 60]);
  });
});

describe('metadata', () => {
  const backwards = someMetadata({
    temporalCoverage: { from: localDate('2025-06-01'), until: localDate('2025-05-31') },
  });

  test('whose time ends before it begins is refused at its field', async () => {
    for (const answer of [
      await portal.ask<Problem>(op.createDataset, { body: creation(backwards) }),
      await portal.ask<Problem>(op.changeMetadata, { params: { id }, body: { metadata: backwards } }),
    ]) {
      expect([answer.status, answer.body.type]).toEqual([422, '/problems/ends-before-start']);
      expect(answer.body.errors?.[0]?.path).toBe('body.metadata.temporalCoverage.until');
    }
    const oneDay = someMetadata({
      temporalCoverage: { from: localDate('2025-06-01'), until: localDate('2025-06-01') },
    });
    const answer = await portal.ask(op.changeMetadata, { params: { id }, body: { metadata: oneDay } });
    expect(answer.status).toBe(200);
  });

  test('that lacks things is answered in Vietnamese, field by field', async () => {
    const answer = await portal.ask<Problem>(op.createDataset, {
      body: { agency: 'nowhere', metadata: { ...someMetadata(), title: '', keywords: 'một' }, contact: {} },
    });
    expect(answer.status).toBe(400);
    const said = new Map(answer.body.errors?.map(({ path, message }) => [path, message]));
    expect(said.get('body.metadata.title')).toBe('Cần ít nhất 5 ký tự');
    expect(said.get('body.contact.name')).toBe('Thiếu, hoặc không phải là văn bản');
    for (const message of said.values()) expect(message).not.toMatch(/Invalid|expected|received|Too/i);
  });
});

describe('half a surrogate pair', () => {
  test.each([
    [
      'in a name of a contact',
      op.createDataset,
      () => ({ body: creation(someMetadata(), { name: 'Lan \ud800' }) }),
    ],
    [
      'in a title',
      op.createDataset,
      () => ({ body: creation({ ...someMetadata(), title: 'Dữ liệu \udfff' }) }),
    ],
    [
      'in a field nobody knows',
      op.createDataset,
      () => ({ body: { ...creation(), other: [{ x: '\ud800' }] } }),
    ],
    ['in a name of a field', op.createDataset, () => ({ body: { ...creation(), ['\ud800']: 1 } })],
    ['in a file name', op.startUpload, () => ({ params: { id }, body: aFile('\ud83d.csv') })],
    ['in a cursor', op.listDatasetFiles, () => ({ query: { cursor: '\ud800' } })],
  ] as [string, Operation, () => Asked][])('%s is refused', async (_what, operation, asked) => {
    const answer = await portal.ask<Problem>(operation, asked());
    expect([answer.status, answer.body.type]).toEqual([400, '/problems/invalid-input']);
  });

  test('at any depth is looked for without running out of stack', async () => {
    const deep = `${'['.repeat(200_000)}"\\ud800"${']'.repeat(200_000)}`;
    const body = JSON.stringify(creation()).replace(/}$/, `,"deep":${deep}}`);
    expect((await portal.ask(op.createDataset, { body })).status).toBe(400);
  });
});

test('the history says who sent a file, not which part of the system received it', async () => {
  const datasetId = DatasetId.parse(id);
  await changeCase(portal.cases, () => crypto.randomUUID(), publishing, {
    caseId: caseIdOf('dataset', datasetId),
    context: { at: Instant.parse(START), by: { kind: 'system', name: 'check-upload' } },
    decide: (dataset: Dataset | undefined) =>
      receiveUpload(
        { uploadId: UploadId.parse(firstUpload), fileName: 'a.csv', bytes: 1, by: theFocalOfficer },
        dataset,
      ),
  });
  const { body } = await portal.ask<DatasetFile>(op.readDatasetFile, { params: { id } });
  expect(body.history.at(-1)).toMatchObject({ type: 'UploadReceived', by: 'Trần Thị Lan' });
});
