import { API_BASE } from '../../shared/contract/operations.ts';
import {
  measures,
  operators,
  rowLimits,
  type Operator,
  type QueryColumn,
} from '../../shared/tabular/query/model.ts';
import { aboutRelease } from './rows-about.ts';
import type { Published } from './published-release.ts';

type Json = Record<string, unknown>;

const schemas: Record<QueryColumn['type'], Json> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', description: 'yyyy-mm-ddThh:mm:ss, giờ địa phương, không múi giờ' },
};

const meanings: Record<Operator, string> = {
  exact: 'Bằng đúng giá trị này',
  differs: 'Khác giá trị này (kể cả ô thiếu)',
  contains: 'Có chứa, không phân biệt dấu và chữ hoa',
  in: 'Là một trong các giá trị, cách nhau bằng dấu phẩy',
  lt: 'Nhỏ hơn',
  lte: 'Nhỏ hơn hoặc bằng',
  gt: 'Lớn hơn',
  gte: 'Lớn hơn hoặc bằng',
  between: 'Trong khoảng từ,đến, kể cả hai đầu',
  missing: 'true: ô thiếu; false: ô có giá trị',
};

const operatorsOf = (type: QueryColumn['type']): Operator[] =>
  operators.filter((operator) => {
    if (operator === 'contains') return type === 'text';
    return type !== 'boolean' || !['lt', 'lte', 'gt', 'gte', 'between'].includes(operator);
  });

const schemaFor = (operator: Operator, type: QueryColumn['type']): Json => {
  if (operator === 'missing') return { type: 'boolean' };
  return operator === 'in' || operator === 'between' ? { type: 'string' } : schemas[type];
};

const query = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

const filtersOf = ({ name, type }: QueryColumn): Json[] =>
  operatorsOf(type).map((operator) =>
    query(`${name}__${operator}`, `${meanings[operator]} (cột “${name}”)`, schemaFor(operator, type)),
  );

const parametersOf = (columns: readonly QueryColumn[]): Json[] => {
  const names = columns.map(({ name }) => name);
  const [first = ''] = names;
  return [
    query('q', 'Các từ phải có trong dòng, ở bất kỳ cột chữ nào, có dấu hoặc không dấu', { type: 'string' }),
    query('select', `Các cột cần lấy: ${names.join(', ')}`, { type: 'string', examples: [first] }),
    query('sort', 'Thứ tự; dấu trừ phía trước là giảm dần', { type: 'string', examples: [`-${first}`] }),
    query('group', 'Nhóm theo các cột', { type: 'string', examples: [first] }),
    query('aggregate', `count, hoặc phép:cột; phép: ${measures.join(', ')}`, {
      type: 'string',
      examples: ['count'],
    }),
    query('limit', 'Số dòng mỗi trang', {
      type: 'integer',
      minimum: 1,
      maximum: rowLimits.maxFileRows,
      default: rowLimits.defaultRows,
    }),
    query('cursor', 'Con trỏ lấy từ “next” của trang trước', { type: 'string' }),
    query('from', 'Bắt đầu từ dòng này của bản phát hành (từ 0)', { type: 'integer', minimum: 0 }),
    query('format', 'Dạng trả lời', { type: 'string', enum: ['json', 'csv', 'parquet'] }),
    query('release', 'Số bản phát hành; mặc định bản mới nhất', { type: 'integer', minimum: 1 }),
    ...columns.flatMap(filtersOf),
  ];
};

/** The OpenAPI document of one dataset: its own columns as parameters and as the shape of a row. */
export const rowsOpenApi = (
  published: Published,
  columns: readonly QueryColumn[],
  publicUrl: string,
): Json => {
  const { dataset, release } = published;
  const { source, licence } = aboutRelease(published, publicUrl);
  const row = {
    type: 'object',
    description: 'Ô thiếu là null; với group hoặc aggregate, dòng gồm các cột nhóm và các phép tính',
    properties: Object.fromEntries(
      columns.map(({ name, type }) => [name, { anyOf: [schemas[type], { type: 'null' }] }]),
    ),
  };
  const page = {
    type: 'object',
    required: ['items', 'total', 'totalIsExact', 'columns', 'release', 'links', 'limits'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Row' } },
      total: { type: 'integer', description: 'Đếm chính xác' },
      totalIsExact: { const: true },
      next: { type: 'string' },
      columns: { type: 'array', items: { type: 'object' } },
      release: { type: 'object' },
      links: { type: 'object' },
      limits: { type: 'object' },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: dataset.metadata.title,
      version: `release-${release.number}`,
      description: `${dataset.metadata.description}\n\n${source}`,
      // The word is OpenAPI's.
      ['license']: { name: licence.label.vi, url: licence.url },
    },
    servers: [{ url: publicUrl }],
    paths: {
      [`${API_BASE}/datasets/${dataset.slug}/rows`]: {
        get: {
          operationId: 'readRows',
          summary: 'Các dòng: lọc, tìm, sắp xếp, nhóm',
          security: [],
          parameters: parametersOf(columns),
          responses: {
            200: {
              description: 'Một trang dòng',
              headers: {
                'x-neutralised-cells': {
                  description:
                    'Chỉ ở CSV: số ô bắt đầu như công thức (=, +, -, @), có thêm dấu nháy đơn ở trước để bảng tính không chạy chúng; JSON và Parquet giữ nguyên giá trị',
                  schema: { type: 'integer', minimum: 0 },
                },
              },
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Page' } },
                'text/csv': { schema: { type: 'string' } },
                'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
              },
            },
            ...Object.fromEntries<Json>(
              [
                ['400', 'Truy vấn chưa hợp lệ; errors nêu từng tham số'],
                ['404', 'Không có bộ dữ liệu hoặc bản phát hành này'],
                ['410', 'Bộ dữ liệu đã được thu hồi'],
                ['422', 'Truy vấn quá nặng'],
              ].map(([status = '', description]): [string, Json] => [
                status,
                { description, content: { 'application/problem+json': { schema: { type: 'object' } } } },
              ]),
            ),
          },
        },
      },
    },
    components: { schemas: { Row: row, Page: page } },
  };
};
