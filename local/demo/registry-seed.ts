import agenciesFile from './agencies.json' with { type: 'json' };
import { Agency, Membership } from '../../shared/capabilities/registry/model.ts';
import type { RegistrySeed } from '../../shared/adapters/dynamodb/seed-registry.ts';
import { AgencyCode, PersonRef } from '../../shared/kernel/ids.ts';
import type { Persona } from '../issuer/personas.ts';
import { stableUuid } from '../issuer/sub.ts';

/** Since QĐ 10/2021 is in force. */
const SINCE = '2021-08-16';

const refOf = (persona: string): PersonRef => PersonRef.parse(stableUuid(`person:${persona}`));

/** The register of the demonstration province: bodies, the people of `personas.json`, and who may act for whom. */
export const registrySeed = (personas: readonly Persona[]): RegistrySeed => ({
  agencies: agenciesFile.agencies.map((agency) => {
    const officer = personas.find((one) => one.role === 'focal' && one.agency === agency.code);
    return Agency.parse({ ...agency, ...(officer ? { focalOfficer: refOf(officer.id) } : {}) });
  }),
  people: personas.map((persona) => ({
    ref: refOf(persona.id),
    kind: 'officer',
    name: persona.name,
    email: persona.email,
    ...(persona.phone ? { phone: persona.phone } : {}),
    position: persona.position,
    sub: persona.sub,
    agency: AgencyCode.parse(persona.agency),
  })),
  memberships: personas.map((persona) =>
    Membership.parse({
      sub: persona.sub,
      person: refOf(persona.id),
      agency: persona.agency,
      role: persona.role,
      validFrom: SINCE,
    }),
  ),
});
