import * as z from 'zod';
import { AgencyCode } from '../kernel/ids.ts';
import { LocalDate } from '../kernel/local-date.ts';
import { operation, Role } from './operation.ts';

/** The focal officer's working contact, which the law has the agency publish (NĐ 47/2020 Điều 7; SEED Điều 14). */
export const FocalPoint = z
  .object({ name: z.string(), position: z.string(), email: z.string(), phone: z.string() })
  .meta({ id: 'FocalPoint' });
export type FocalPoint = z.infer<typeof FocalPoint>;

export const Agency = z
  .object({
    code: AgencyCode,
    name: z.string(),
    kind: z.string(),
    address: z.string().optional(),
    website: z.string().optional(),
    validFrom: LocalDate,
    validUntil: LocalDate.optional(),
    predecessors: z.array(AgencyCode),
    successor: AgencyCode.optional(),
    focalPoint: FocalPoint.optional(),
    demonstration: z.boolean(),
    datasets: z.int().nonnegative(),
  })
  .meta({ id: 'Agency', description: 'Cơ quan cung cấp dữ liệu' });
export type Agency = z.infer<typeof Agency>;

export const Me = z
  .object({
    name: z.string(),
    memberships: z.array(z.object({ agency: AgencyCode, agencyName: z.string(), role: Role })),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const signedIn = ['focal', 'department', 'chairman', 'ops'] as const;

export const registryOperations = {
  listAgencies: operation({
    id: 'listAgencies',
    capability: 'registry',
    method: 'GET',
    path: '/agencies',
    summary: 'Danh sách cơ quan',
    who: 'anyone',
    success: { status: 200, body: z.object({ items: z.array(Agency), total: z.int() }) },
  }),
  readAgency: operation({
    id: 'readAgency',
    capability: 'registry',
    method: 'GET',
    path: '/agencies/{code}',
    summary: 'Thông tin một cơ quan và cán bộ đầu mối',
    who: 'anyone',
    params: z.object({ code: AgencyCode }),
    success: { status: 200, body: Agency },
    problems: ['not-found'],
  }),
  readMe: operation({
    id: 'readMe',
    capability: 'registry',
    method: 'GET',
    path: '/me',
    summary: 'Tôi là ai, thuộc cơ quan nào, có quyền gì',
    who: signedIn,
    success: { status: 200, body: Me },
  }),
} as const;
