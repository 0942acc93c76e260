import type * as z from 'zod';
import { registryOperations as op, type Agency as AgencyShown } from '../../shared/contract/registry.ts';
import type { PersonRecord } from '../../shared/capabilities/case-store.ts';
import type { CatalogueViews } from '../../shared/capabilities/publishing/views/ports.ts';
import type { Agency } from '../../shared/capabilities/registry/model.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';

/** An agency with its focal officer's working contact, which the law has it publish (NĐ 47/2020 Điều 7). */
export const showAgency = (
  agency: Agency,
  officer: PersonRecord | undefined,
  datasets: number,
): z.input<typeof AgencyShown> => {
  const { focalOfficer: _ref, ...plain } = agency;
  return {
    ...plain,
    ...(officer
      ? {
          focalPoint: {
            name: officer.name,
            position: officer.position ?? '',
            email: officer.email,
            phone: officer.phone ?? '',
          },
        }
      : {}),
    datasets,
  };
};

export const registryEndpoints = (services: {
  registry: Registry;
  people: People;
  views: CatalogueViews;
}): Endpoint[] => {
  const { registry, people, views } = services;
  return [
    endpoint(op.listAgencies, async () => {
      const [agencies, counts] = await Promise.all([registry.agencies(), views.countsByAgency()]);
      const officers = await people.persons(
        agencies.flatMap((a) => (a.focalOfficer ? [a.focalOfficer] : [])),
      );
      const items = agencies.map((agency) =>
        showAgency(
          agency,
          agency.focalOfficer && officers.get(agency.focalOfficer),
          counts.get(agency.code) ?? 0,
        ),
      );
      return { body: { items, total: items.length } };
    }),
    endpoint(op.readAgency, async (request) => {
      const agency = await registry.agency(request.params.code);
      if (!agency) return { problem: 'not-found' };
      const [officer, counts] = await Promise.all([
        agency.focalOfficer ? people.person(agency.focalOfficer) : undefined,
        views.countsByAgency(),
      ]);
      return { body: showAgency(agency, officer, counts.get(agency.code) ?? 0) };
    }),
    endpoint(op.readMe, async (request) => {
      const who = caller(request);
      const memberships = await Promise.all(
        who.memberships.map(async ({ agency, role }) => ({
          agency,
          role,
          agencyName: (await registry.agency(agency))?.name ?? agency,
        })),
      );
      return { body: { name: who.name, memberships } };
    }),
  ];
};
