import * as z from 'zod';
import type { Operation } from './operation.ts';
import { allOperations, API_BASE } from './operations.ts';
import { Problem, problemTypes } from './problems.ts';

type Json = Record<string, unknown>;

/**
 * A schema in OpenAPI's dialect. Named parts (`$defs`) are hoisted to `components`, since inside the document
 * `#/$defs` would point at its root.
 */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output', components: Json): Json => {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  const {
    $schema: _schema,
    $defs,
    ...rest
  } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json & {
    $defs?: Json;
  };
  for (const [name, part] of Object.entries($defs ?? {})) {
    const { id: _id, ...named } = part as Json;
    components[name] = named;
  }
  const { id: _id, ...plain } = rest;
  return plain;
};

/** A format says it; the pattern zod adds beside it is noise to a reader. */
const withoutEchoes = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEchoes);
  if (value === null || typeof value !== 'object') return value;
  const { pattern, ...rest } = value as Json;
  const kept = pattern === undefined || 'format' in rest ? rest : { ...rest, pattern };
  return Object.fromEntries(Object.entries(kept).map(([key, inner]) => [key, withoutEchoes(inner)]));
};

const parametersOf = (op: Operation, components: Json): Json[] => {
  const of = (schema: z.ZodObject, place: 'path' | 'query'): Json[] => {
    const json = schemaOf(schema, 'input', components) as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || (json.required ?? []).includes(name),
      ...(typeof property['description'] === 'string' ? { description: property['description'] } : {}),
      schema: property,
    }));
  };
  const key = op.command
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Gửi lại cùng khóa và cùng nội dung thì nhận lại cùng kết quả, không thực hiện hai lần',
          schema: { type: 'string', maxLength: 200 },
        },
      ]
    : [];
  const correlation = {
    name: 'X-Correlation-Id',
    in: 'header',
    required: false,
    description:
      'Mã tra cứu của yêu cầu, dạng UUID; không có thì hệ thống tự đặt. Trả lại trong tiêu đề cùng tên',
    schema: { type: 'string', format: 'uuid' },
  };
  return [...of(op.params, 'path'), ...of(op.query, 'query'), ...key, correlation];
};

const problemResponses = (op: Operation): Record<string, Json> => {
  const byStatus = Map.groupBy(op.problems, (id) => problemTypes[id].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ids]) => [
      String(status),
      {
        description: [...new Set(ids)].map((id) => `\`${id}\`: ${problemTypes[id].vi}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const describe = (op: Operation, components: Json): Json => ({
  operationId: op.id,
  summary: op.summary,
  tags: [op.capability],
  ...(op.who === 'anyone' ? { security: [] } : { security: [{ signIn: [] }], 'x-roles': op.who }),
  parameters: parametersOf(op, components),
  ...(op.body instanceof z.ZodUndefined || op.body instanceof z.ZodUnknown
    ? {}
    : {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: schemaOf(op.body, 'input', components) } },
        },
      }),
  responses: {
    [String(op.success.status)]: {
      description: op.summary,
      content: { 'application/json': { schema: schemaOf(op.success.body, 'output', components) } },
    },
    ...problemResponses(op),
  },
});

/** The OpenAPI 3.1 document of the whole API. Made when the portal is deployed, never in a request. */
export const openApiDocument = (): Json => {
  const paths: Record<string, Json> = {};
  const components: Json = {};
  components['Problem'] = schemaOf(Problem, 'output', components);
  for (const op of allOperations)
    (paths[`${API_BASE}${op.path}`] ??= {})[op.method.toLowerCase()] = describe(op, components);
  return withoutEchoes({
    openapi: '3.1.0',
    info: {
      title: 'Cổng dữ liệu',
      version: '1.0.0',
      description:
        'API của Cổng dữ liệu tỉnh: tìm và tải dữ liệu mở không cần đăng nhập; nghiệp vụ của cán bộ cần đăng nhập.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        signIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Mã truy cập OIDC (authorization code + PKCE). Địa chỉ máy chủ đăng nhập và mã ứng dụng ở /desk/config.json; trên máy cục bộ: POST /_local/sign-in.',
        },
      },
    },
  }) as Json;
};
