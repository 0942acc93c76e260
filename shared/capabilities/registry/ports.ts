import type { AgencyCode, PersonRef } from '../../kernel/ids.ts';
import type { PersonRecord } from '../case-store.ts';
import type { Agency, Membership } from './model.ts';

/** The register of bodies and of who may act for them. */
export type Registry = {
  agency(code: AgencyCode): Promise<Agency | undefined>;
  /** The ones with these codes: for names on a page, where reading all of them would be waste. */
  agenciesWith(codes: readonly AgencyCode[]): Promise<Map<AgencyCode, Agency>>;
  agencies(): Promise<Agency[]>;
  membershipsOf(sub: string): Promise<Membership[]>;
  /** Everyone in a role, past and present: the caller asks for the day. */
  holdersOf(role: Membership['role']): Promise<Membership[]>;
};

/** People, kept apart from everything provable: read by those who must name, mail or show a contact. */
export type People = {
  person(ref: PersonRef): Promise<PersonRecord | undefined>;
  persons(refs: readonly PersonRef[]): Promise<Map<PersonRef, PersonRecord>>;
};
