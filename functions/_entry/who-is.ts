import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import type { WhoIs } from './http.ts';

/** The token says who; the registry, read on every request, says what they may do today: a handover works at once. */
export const whoIsFrom =
  (registry: Registry, people: People): WhoIs =>
  async (sub, on) => {
    const memberships = (await registry.membershipsOf(sub)).filter((m) => inForceOn(m, on));
    const ref = memberships[0]?.person;
    if (!ref) return undefined;
    const person = await people.person(ref);
    return { ref, name: person?.name ?? '', memberships };
  };
