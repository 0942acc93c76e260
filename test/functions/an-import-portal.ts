import writeExcelFile, { type SheetData } from 'write-excel-file/node';
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
import type { Membership, Who } from '../../shared/capabilities/registry/model.ts';
import template from '../../shared/contract/import-columns.json' with { type: 'json' };
import { ImportCheck, importOperations } from '../../shared/contract/imports.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { publishingOperations } from '../../shared/contract/publishing.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { theDeptOfHealth, theDeptOfTransport, theFocalOfficer } from '../fixtures/datasets.ts';
import { aFullPartStore } from '../fixtures/full-part-store.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';

export const op = importOperations.checkImport;

const someone = (role: Membership['role'], agency: AgencyCode): Who => ({
  ref: theFocalOfficer,
  name: 'Trần Thị Lan',
  memberships: [
    { sub: 'somebody', person: theFocalOfficer, agency, role, validFrom: localDate('2020-01-01') },
  ],
});
export const focal = someone('focal', theDeptOfHealth);
export const department = someone('department', theDeptOfTransport);

export const contact = { name: 'Nguyễn Văn Minh', email: 'dulieu.yte@example.vn' };
export const defaults = { agency: theDeptOfHealth, contact };
const labelOf = (terms: ReadonlyMap<string, { label: { vi: string } }>): string =>
  [...terms.values()][0]?.label.vi ?? '';

type Filled = Partial<Record<string, string | Date>>;

/** A row that is right, by header, but for what is changed. */
export const aRow = (changes: Filled = {}): Filled => ({
  'Tên bộ dữ liệu': 'Cơ sở bán lẻ thuốc',
  'Mô tả': 'Danh sách nhà thuốc, quầy thuốc đang hoạt động.',
  'Chủ đề': labelOf(rulebook.topics),
  'Kỳ cập nhật': labelOf(rulebook.updateFrequencies),
  'Phạm vi không gian': 'Tỉnh Thái Bình',
  ...changes,
});

export const headers = template.columns.map(({ header, isRequired }) =>
  isRequired ? `${header} *` : header,
);

const cellOf = (value: string | Date | undefined) =>
  value === undefined ? null : value instanceof Date ? { value, format: 'dd/mm/yyyy' } : { value };

export const sheetOf = async (
  rows: readonly Filled[],
  names = headers,
  above: SheetData = [],
): Promise<Buffer> => {
  const data = rows.map((row) => names.map((name) => cellOf(row[name.replace(/ \*$/, '')])));
  return writeExcelFile([...above, names.map((value) => ({ value })), ...data], {
    sheet: 'Trang 1',
  }).toBuffer();
};

export const anImportPortal = () => {
  const tables = memoryTables();
  for (const [code, name] of [
    [theDeptOfHealth, 'Sở Y tế'],
    [theDeptOfTransport, 'Sở Xây dựng'],
  ] as const)
    tables.agencies.set(code, {
      code,
      name,
      kind: 'department',
      validFrom: localDate('2020-01-01'),
      predecessors: [],
      demonstration: true,
    });
  const services = {
    store: memoryCaseStore(tables),
    uploads: memoryUploads(tables),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    newId: () => crypto.randomUUID(),
    parts: aFullPartStore(1).parts,
    files: memoryObjects('files'),
    addresses: { sign: () => Promise.reject(new Error('nothing is signed here')) },
    maxBytes: 1024 ** 3,
    partUrlSeconds: 900,
  };
  const endpoints = [
    ...datasetEndpoints(services),
    ...importEndpoints(services),
    ...uploadEndpoints(services),
    ...uploadFileEndpoints(services),
  ];
  const ask = async (who: Who, operation: Operation, body: unknown, key?: string) => {
    const handler = serveHttp(
      'publishing',
      endpoints,
      { whoIs: async () => who, recall: (wanted) => services.store.recall(wanted) },
      () => true,
    );
    const event = httpEvent(operation, { body, ...(key === undefined ? {} : { key }) });
    const answer = (await handler(event, aLambdaContext)) as { statusCode: number; body: string };
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  const check = async (file: Buffer, more: object = defaults, who = focal) => {
    const { status, body } = await ask(who, op, { file: file.toString('base64'), ...more });
    return { status, body, ...(status === 200 ? { checked: ImportCheck.parse(body) } : {}) };
  };
  const checked = async (rows: readonly Filled[], more: object = defaults, who = focal) => {
    const { checked: found, body } = await check(await sheetOf(rows), more, who);
    if (!found) throw new Error(JSON.stringify(body));
    return found;
  };
  /** Creates what is ready, as the desk and the command line do. */
  const create = async (found: ImportCheck, who = focal) => {
    const statuses: number[] = [];
    for (const { dataset, idempotencyKey } of found.rows)
      if (dataset)
        statuses.push((await ask(who, publishingOperations.createDataset, dataset, idempotencyKey)).status);
    return statuses;
  };
  return { tables, ask, check, checked, create };
};
