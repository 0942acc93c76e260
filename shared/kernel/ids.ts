import * as z from 'zod';

/** Electronic identifier of an agency (QĐ 20/2020/QĐ-TTg): at most 35 of `0-9 A-Z .`, e.g. `H31.05`. */
export const AgencyCode = z
  .string()
  .regex(/^[A-Z]\d{2}(\.[0-9A-Z]+)*$/, 'Mã định danh cơ quan có dạng như H54.14')
  .max(35)
  .brand('AgencyCode')
  .meta({ description: 'Mã định danh điện tử của cơ quan (QĐ 20/2020/QĐ-TTg)', examples: ['H31.05'] });
export type AgencyCode = z.infer<typeof AgencyCode>;

export const DatasetId = z.uuid().brand('DatasetId');
export type DatasetId = z.infer<typeof DatasetId>;

export const UploadId = z.uuid().brand('UploadId');
export type UploadId = z.infer<typeof UploadId>;

/** `open-data-update:<dataset>:<turn>`. */
export const DutyId = z
  .string()
  .regex(/^[a-z0-9]+([-:][a-z0-9]+)*$/)
  .max(200)
  .brand('DutyId');
export type DutyId = z.infer<typeof DutyId>;

/** Stands for a person wherever a record must not hold personal data. The person lives in the people table. */
export const PersonRef = z.uuid().brand('PersonRef');
export type PersonRef = z.infer<typeof PersonRef>;

export const EventId = z.uuid().brand('EventId');
export type EventId = z.infer<typeof EventId>;

/**
 * Ties together everything one request sets off, from the browser to the last reader. A UUID and nothing else: it is kept
 * in the ledger and in logs, and a freely chosen word could hold a name or a number of a person.
 */
export const CorrelationId = z.uuid().toLowerCase().brand('CorrelationId');
export type CorrelationId = z.infer<typeof CorrelationId>;

/**
 * Names a request to everybody: on the tracking page, in the register, over the telephone. Ten signs of Crockford's base 32
 * (no I, L, O, U) in two groups; it opens nothing by itself.
 */
export const RequestCode = z
  .string()
  .regex(/^YC-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  .brand('RequestCode')
  .meta({ description: 'Mã theo dõi của yêu cầu', examples: ['YC-7K3M9-QXD2T'] });
export type RequestCode = z.infer<typeof RequestCode>;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A tracking code made of the first fifty bits of a UUID. */
export const requestCodeFrom = (uuid: string): RequestCode => {
  const bits = BigInt(`0x${uuid.replaceAll('-', '').slice(0, 12)}${uuid.slice(-1)}`);
  const signs = Array.from({ length: 10 }, (_, i) => CROCKFORD[Number((bits >> BigInt(5 * i)) & 31n)]).join(
    '',
  );
  return RequestCode.parse(`YC-${signs.slice(0, 5)}-${signs.slice(5)}`);
};

/** The address part of a dataset page, unique in the portal and never reused. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'Chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa, ví dụ: danh-sach-truong-hoc',
  )
  .max(80)
  .brand('Slug');
export type Slug = z.infer<typeof Slug>;

/** `dataset:<id>`, `downloads:<dataset id>`, `duty:<id>`, `digest:<person>:<day>:<part>`, `request:<code>`, `rulevalue:<id>`, `recomputation:duties`: one case, one chain in the ledger. */
export const CaseId = z
  .string()
  .regex(/^[a-z]+:.+$/)
  .max(240)
  .brand('CaseId');
export type CaseId = z.infer<typeof CaseId>;

export type CaseKind =
  'dataset' | 'downloads' | 'duty' | 'digest' | 'request' | 'rulevalue' | 'recomputation';

export const caseIdOf = (kind: CaseKind, id: string): CaseId => CaseId.parse(`${kind}:${id}`);

/** Makes unique ids; a parameter everywhere, so that decisions stay pure and tests repeat. */
export type NewId = () => string;

/** A UUID (version 8, RFC 9562) made of a SHA-256 in hex: the same input names the same thing. */
export const uuidFrom = (hash: string): string =>
  `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
