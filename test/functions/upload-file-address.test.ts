import { beforeEach, describe, expect, test } from 'vitest';
import { serveHttp } from '../../functions/_entry/http.ts';
import { failureReport, reportFor } from '../../functions/publishing/check-report.ts';
import {
  derivedKey,
  originalKey,
  PROBLEM_FILE,
  problemKey,
  reportKey,
} from '../../functions/publishing/file-keys.ts';
import { datasetEndpoints } from '../../functions/publishing/dataset.endpoints.ts';
import { importEndpoints } from '../../functions/publishing/import.endpoints.ts';
import { uploadEndpoints } from '../../functions/publishing/upload.endpoints.ts';
import { uploadFileEndpoints } from '../../functions/publishing/upload-file.endpoints.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryUploads } from '../../shared/adapters/memory/uploads.ts';
import type { PrivateAddresses } from '../../shared/capabilities/publishing/ports.ts';
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import type { Membership, Who } from '../../shared/capabilities/registry/model.ts';
import type { Problem } from '../../shared/contract/problems.ts';
import { uploadOperations as op } from '../../shared/contract/uploads.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { UploadId } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import {
  aDatasetId,
  firstUpload,
  secondUpload,
  theCsv,
  theDeptOfHealth,
  theDeptOfTransport,
  theFocalOfficer,
} from '../fixtures/datasets.ts';
import { aFullPartStore } from '../fixtures/full-part-store.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';

const original: ReleaseFile = { ...theCsv, name: 'original.csv', role: 'original' };

const someone = (role: Membership['role'], agency: AgencyCode): Who => ({
  ref: theFocalOfficer,
  name: 'Trần Thị Lan',
  memberships: [
    { sub: 'somebody', person: theFocalOfficer, agency, role, validFrom: localDate('2020-01-01') },
  ],
});
const owner = someone('focal', theDeptOfHealth);

const anUpload = (changes: Partial<UploadRecord> = {}): UploadRecord => ({
  id: firstUpload,
  datasetId: aDatasetId(),
  agency: theDeptOfHealth,
  by: theFocalOfficer,
  fileName: 'Cơ sở bán lẻ (thuốc) “2025”.zip',
  bytes: 48_213,
  key: 'uploads/x/y',
  multipartId: 'm',
  partSize: 48_213,
  partCount: 1,
  status: 'passed',
  expiresAt: Instant.parse('2025-06-17T03:00:00.000Z'),
  ...changes,
});

type Signed = { key: string; contentType: string; contentDisposition: string; seconds: number };

const world = () => {
  const tables = memoryTables();
  const uploads = memoryUploads(tables);
  const files = memoryObjects('files');
  const signed: Signed[] = [];
  const addresses: PrivateAddresses = {
    async sign(key, servedAs, seconds) {
      signed.push({ key, ...servedAs, seconds });
      return { url: `https://files.example/${key}`, expiresAt: Instant.parse('2025-06-16T03:05:00.000Z') };
    },
  };
  const services = {
    store: memoryCaseStore(tables),
    uploads,
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    newId: () => crypto.randomUUID(),
    parts: aFullPartStore(1).parts,
    files,
    addresses,
    maxBytes: 1024 ** 3,
    partUrlSeconds: 900,
  };
  const endpoints = [
    ...datasetEndpoints(services),
    ...uploadEndpoints(services),
    ...uploadFileEndpoints(services),
    ...importEndpoints(services),
  ];
  const ask = async (who: Who, name: string, id: string = firstUpload) => {
    const handler = serveHttp(
      'publishing',
      endpoints,
      { whoIs: async () => who, recall: async () => undefined },
      () => true,
    );
    const answer = (await handler(
      httpEvent(op.downloadUploadFile, { params: { id, name } }),
      aLambdaContext,
    )) as { statusCode: number; body: string };
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Problem & { url?: string } };
  };
  return { ask, uploads, files, signed };
};

let portal: ReturnType<typeof world>;

const report = (files: ReleaseFile[], rows: number) =>
  JSON.stringify(reportFor({ problems: [], problemTotal: 0, rows }, { files }));

beforeEach(async () => {
  portal = world();
  await portal.uploads.add(anUpload());
  await portal.files.put(reportKey(firstUpload), report([original, theCsv], 612), {
    contentType: 'application/json',
  });
});

describe('an address of a file that is not public', () => {
  test.each([
    ['the focal officer of the agency', owner],
    ['the Department', someone('department', theDeptOfTransport)],
    ['the chairman', someone('chairman', theDeptOfTransport)],
    ['operations', someone('ops', theDeptOfTransport)],
  ])('is given to %s', async (_who, who) => {
    const answer = await portal.ask(who, theCsv.name);
    expect([answer.status, answer.body.url]).toEqual([
      200,
      `https://files.example/${derivedKey(firstUpload, theCsv.name)}`,
    ]);
  });

  test('is not given to another agency, nor to a program', async () => {
    const other = await portal.ask(someone('focal', theDeptOfTransport), theCsv.name);
    expect([other.status, other.body.type]).toEqual([403, '/problems/not-your-agency']);
    const program = await portal.ask(someone('app', theDeptOfHealth), theCsv.name);
    expect([program.status, program.body.type]).toEqual([403, '/problems/not-allowed']);
    expect(portal.signed).toEqual([]);
  });

  test.each(['receiving', 'scanning', 'checking', 'failed'] as const)(
    'is not given while the upload is %s, whatever lies in the bucket',
    async (status) => {
      await portal.uploads.save(anUpload({ status }));
      const answer = await portal.ask(owner, theCsv.name);
      expect([answer.status, answer.body.type]).toEqual([409, '/problems/wrong-state']);
      expect(portal.signed).toEqual([]);
    },
  );

  test.each(['khac.csv', 'report.json', 'preview.json', 'original', 'original.xlsx'])(
    'is not given for %s, which the check does not offer',
    async (name) => {
      const answer = await portal.ask(owner, name);
      expect([answer.status, answer.body.type]).toEqual([404, '/problems/not-found']);
    },
  );

  test.each(['../report.json', '', 'A.csv', 'a/b.csv', 'a"b.csv'])(
    'is not looked for under %j',
    async (name) => {
      expect((await portal.ask(owner, name)).status).toBe(400);
    },
  );

  test('is not given for an upload nobody made, nor without a report', async () => {
    expect((await portal.ask(owner, theCsv.name, secondUpload)).status).toBe(404);
    await portal.uploads.add(anUpload({ id: UploadId.parse(secondUpload) }));
    expect((await portal.ask(owner, theCsv.name, secondUpload)).status).toBe(404);
    await portal.files.put(reportKey(secondUpload), JSON.stringify(failureReport('malware-found')), {
      contentType: 'application/json',
    });
    expect((await portal.ask(owner, theCsv.name, secondUpload)).status).toBe(404);
    expect(portal.signed).toEqual([]);
  });
});

test('an original is saved under the name it was sent with, as the kind of file it is, for five minutes', async () => {
  await portal.ask(owner, 'original.csv');
  const utf8 =
    'C%C6%A1%20s%E1%BB%9F%20b%C3%A1n%20l%E1%BA%BB%20%28thu%E1%BB%91c%29%20%E2%80%9C2025%E2%80%9D.csv';
  expect(portal.signed).toEqual([
    {
      key: originalKey(firstUpload),
      contentType: 'text/csv',
      contentDisposition: `attachment; filename="original.csv"; filename*=UTF-8''${utf8}`,
      seconds: 300,
    },
  ]);
});

describe('the list of problems of a file that did not pass', () => {
  const failed = (problemFile?: string) =>
    JSON.stringify(
      reportFor(
        { problems: [{ code: 'value-missing', row: 1 }], problemTotal: 1 },
        problemFile ? { problemFile } : {},
      ),
    );
  const keep = (text: string) =>
    portal.files.put(reportKey(firstUpload), text, { contentType: 'application/json' });

  test('is given to whoever may read the upload, and saved beside the file it is about', async () => {
    await portal.uploads.save(anUpload({ status: 'failed' }));
    await keep(failed(PROBLEM_FILE));
    expect((await portal.ask(someone('focal', theDeptOfTransport), PROBLEM_FILE)).status).toBe(403);
    expect((await portal.ask(owner, PROBLEM_FILE)).status).toBe(200);
    expect(portal.signed).toMatchObject([
      { key: problemKey(firstUpload), contentType: 'text/csv; charset=utf-8' },
    ]);
    expect(portal.signed[0]?.contentDisposition).toMatch(
      /^attachment; filename="problems.csv"; filename\*=UTF-8''.*-loi\.csv$/,
    );
  });

  test('is not there for a failure without one, nor for a file that passed', async () => {
    await portal.uploads.save(anUpload({ status: 'failed' }));
    await keep(failed());
    expect((await portal.ask(owner, PROBLEM_FILE)).status).toBe(404);
    await portal.uploads.save(anUpload());
    await keep(failed(PROBLEM_FILE));
    expect((await portal.ask(owner, PROBLEM_FILE)).status).toBe(404);
    expect(portal.signed).toEqual([]);
  });
});
