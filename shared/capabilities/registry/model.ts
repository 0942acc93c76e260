import * as z from 'zod';
import { AgencyCode, PersonRef } from '../../kernel/ids.ts';
import { LocalDate } from '../../kernel/local-date.ts';

/** An agency over time: bodies merge and are renamed, what they did stays theirs (valid from/until, predecessor, successor). */
export const Agency = z.object({
  code: AgencyCode,
  name: z.string(),
  kind: z.string(),
  address: z.string().optional(),
  website: z.string().optional(),
  validFrom: LocalDate,
  validUntil: LocalDate.optional(),
  predecessors: z.array(AgencyCode).default([]),
  successor: AgencyCode.optional(),
  focalOfficer: PersonRef.optional().meta({
    description: 'The one focal officer in function (NĐ 47/2020 Điều 7)',
  }),
  demonstration: z.boolean(),
});
export type Agency = z.infer<typeof Agency>;

export const RoleId = z.enum(['focal', 'department', 'chairman', 'ops', 'app']);

/** What a signed-in person may act as, for how long. The token says who; this says what. */
export const Membership = z.object({
  sub: z.string(),
  person: PersonRef,
  agency: AgencyCode,
  role: RoleId,
  validFrom: LocalDate,
  validUntil: LocalDate.optional(),
});
export type Membership = z.infer<typeof Membership>;

export const inForceOn = (
  item: { validFrom: LocalDate; validUntil?: LocalDate | undefined },
  day: LocalDate,
): boolean => item.validFrom <= day && (item.validUntil === undefined || day <= item.validUntil);

/** A person at the door, with what the registry lets them do today. */
export type Who = {
  readonly ref: PersonRef;
  readonly name: string;
  readonly memberships: readonly Membership[];
};

export const holdsRole = (who: Who, roles: readonly string[]): boolean =>
  who.memberships.some((membership) => roles.includes(membership.role));

export const isDepartment = (who: Who): boolean => holdsRole(who, ['department']);

/** Roles that read every agency's files. */
export const seesAll = (who: Who): boolean => holdsRole(who, ['department', 'chairman', 'ops']);

/** May act for an agency as one who prepares its data: its focal officer, or the Department for its own. */
export const actsFor = (who: Who, agency: AgencyCode): boolean =>
  who.memberships.some(
    (membership) => membership.agency === agency && ['focal', 'department'].includes(membership.role),
  );

/** The membership an act is recorded under: for the agency when there is one, else the strongest. */
export const capacityFor = (who: Who, agency?: AgencyCode): Membership | undefined =>
  who.memberships.find((membership) => membership.agency === agency) ??
  who.memberships.find((membership) => membership.role === 'department') ??
  who.memberships[0];
