import type { People, Registry } from '../../capabilities/registry/ports.ts';
import type { MemoryTables } from './tables.ts';

/** The register in this process, filled by putting into the tables. */
export const memoryRegistry = (tables: Pick<MemoryTables, 'agencies' | 'memberships'>): Registry => ({
  agency: async (code) => tables.agencies.get(code),
  agenciesWith: async (codes) =>
    new Map(
      codes.flatMap((code) => {
        const agency = tables.agencies.get(code);
        return agency ? [[code, agency] as const] : [];
      }),
    ),
  agencies: async () => [...tables.agencies.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
  membershipsOf: async (sub) => tables.memberships.filter((membership) => membership.sub === sub),
  holdersOf: async (role) => tables.memberships.filter((membership) => membership.role === role),
});

/** People in this process: written by commands that name one, read by reference. */
export const memoryPeople = ({ people }: Pick<MemoryTables, 'people'>): People => ({
  person: async (ref) => people.get(ref),
  persons: async (refs) =>
    new Map(
      refs.flatMap((ref) => {
        const person = people.get(ref);
        return person ? [[ref, person] as const] : [];
      }),
    ),
});
