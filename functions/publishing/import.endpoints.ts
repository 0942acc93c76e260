import { importOperations as op, type ImportRow } from '../../shared/contract/imports.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { Who } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { slugOf } from '../../shared/kernel/vietnamese-text.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { mayCreateFor, reservedSlugs } from './dataset.endpoints.ts';
import { columnOfPath } from './import-cells.ts';
import { readImportFile } from './import-file.ts';
import { readRow, type ReadRow } from './import-rows.ts';

type Ready = Extract<ReadRow, { dataset: unknown }>;
type Error = ImportRow['errors'][number];

const header = (path: string): string => columnOfPath(path)?.header ?? path;

/** Rows looked up at a time. */
const AT_ONCE = 8;

export const importEndpoints = (services: {
  store: Pick<CaseStore, 'load' | 'holderOf'>;
  registry: Pick<Registry, 'agencies'>;
}): Endpoint[] => {
  const { store, registry } = services;

  const holderOf = async (slug: string): Promise<Dataset | undefined> => {
    const caseId = slug === '' ? undefined : await store.holderOf(`slug#${slug}`);
    return caseId && (await store.load<Dataset>(caseId))?.state;
  };

  /** What the portal already knows against the row, or instead of it. */
  const against = async ({ dataset }: Ready): Promise<Partial<Pick<ImportRow, 'existing' | 'errors'>>> => {
    const { agency, metadata } = dataset;
    const fromTitle = slugOf(metadata.title);
    const slug = dataset.slug ?? fromTitle;
    if (reservedSlugs.has(slug))
      return {
        errors: [
          { column: header('slug'), message: 'Địa chỉ này dành riêng cho cổng; hãy chọn địa chỉ khác.' },
        ],
      };
    for (const wanted of new Set([slug, fromTitle])) {
      const holder = await holderOf(wanted);
      if (!holder) continue;
      const isSame = wanted === slug || holder.metadata.title === metadata.title;
      if (holder.agency === agency && isSame) return { existing: { id: holder.id, slug: holder.slug } };
      if (wanted === slug)
        return {
          errors: [
            {
              column: header('slug'),
              message: `Địa chỉ “${slug}” đã thuộc bộ dữ liệu của cơ quan khác. Hãy điền địa chỉ khác hoặc đổi tên.`,
            },
          ],
        };
    }
    return {};
  };

  const judge = async (row: ReadRow, errors: readonly Error[]): Promise<ImportRow> => {
    const base = { row: row.row, title: row.title };
    if ('errors' in row) return { ...base, outcome: 'wrong', errors: row.errors };
    if (errors.length > 0) return { ...base, outcome: 'wrong', errors: [...errors] };
    const found = await against(row);
    if (found.errors) return { ...base, outcome: 'wrong', errors: found.errors };
    if (found.existing) return { ...base, outcome: 'exists', errors: [], existing: found.existing };
    return {
      ...base,
      outcome: 'ready',
      errors: [],
      dataset: row.dataset,
      idempotencyKey: row.idempotencyKey,
    };
  };

  return [
    endpoint(op.checkImport, async (request) => {
      const file = await readImportFile(Buffer.from(request.body.file, 'base64'));
      if ('why' in file) return { problem: 'import-unreadable', facts: { why: file.why } };
      const who = caller(request);
      const known = new Set((await registry.agencies()).map(({ code }) => code));
      const fileHash = sha256(request.body.file);
      const rows = file.rows.map((row) => readRow(row, request.body, fileHash));
      const judged: ImportRow[] = [];
      const firstAt = new Map<string, number>();
      for (let i = 0; i < rows.length; i += AT_ONCE) {
        const few = rows
          .slice(i, i + AT_ONCE)
          .map((row) => [row, errorsOf(row, { who, known, firstAt })] as const);
        judged.push(...(await Promise.all(few.map(([row, errors]) => judge(row, errors)))));
      }
      const count = (outcome: ImportRow['outcome']) => judged.filter((row) => row.outcome === outcome).length;
      return {
        body: {
          rows: judged,
          ready: count('ready'),
          exists: count('exists'),
          wrong: count('wrong'),
          ignoredColumns: [...file.ignoredColumns],
        },
      };
    }),
  ];
};

/** What is wrong with a row beside the others and for the person who sends it. */
const errorsOf = (
  row: ReadRow,
  { who, known, firstAt }: { who: Who; known: ReadonlySet<string>; firstAt: Map<string, number> },
): Error[] => {
  if ('errors' in row) return [];
  const { agency, metadata, slug: given } = row.dataset;
  if (!known.has(agency))
    return [{ column: header('agency'), message: `Cổng không có cơ quan mang mã “${agency}”.` }];
  if (!mayCreateFor(who, agency))
    return [
      {
        column: header('agency'),
        message: 'Chỉ cán bộ của cơ quan này hoặc của Sở được tạo bộ dữ liệu cho cơ quan.',
      },
    ];
  const slug = given ?? slugOf(metadata.title);
  const earlier = slug === '' ? undefined : firstAt.get(slug);
  if (earlier !== undefined)
    return [
      {
        column: header('metadata.title'),
        message: `Trùng với dòng ${earlier} của tệp này. Hãy bỏ một dòng, đổi tên hoặc điền địa chỉ khác.`,
      },
    ];
  firstAt.set(slug, row.row);
  return [];
};
