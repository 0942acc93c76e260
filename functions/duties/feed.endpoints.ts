import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { DutyFeeds } from '../../shared/adapters/dynamodb/duty-feeds.ts';
import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import { dutyFeedOperations as op } from '../../shared/contract/duty-feed.ts';
import { API_BASE } from '../../shared/contract/operations.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { PersonRef, type AgencyCode } from '../../shared/kernel/ids.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { dutyCalendar } from './calendar.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The calendar of a person's duties, under an address that only they know. */
export const feedEndpoints = (services: {
  store: CaseStore;
  registry: Registry;
  feeds: DutyFeeds;
  publicUrl: string;
}): Endpoint[] => {
  const { store, registry, feeds, publicUrl } = services;

  const dutiesOf = async (agencies: readonly AgencyCode[]): Promise<Case<Duty>[]> => {
    const found = await Promise.all(
      agencies.map((agency) => listAll<Duty>(store, 'owner', dutyKeys.ofAgency(agency, 'open'))),
    );
    return found.flat();
  };

  return [
    endpoint(op.createDutyFeed, async (request) => {
      const { ref, memberships } = caller(request);
      const secret = randomBytes(32).toString('base64url');
      await feeds.keep(ref, { secretSha256: sha256(secret), sub: memberships[0]?.sub ?? '' });
      return { body: { address: `${publicUrl}${API_BASE}/duty-feed/${ref}.${secret}` } };
    }),

    endpoint(op.readDutyFeed, async (request) => {
      const [ref = '', secret = ''] = request.params.key.split('.');
      const person = PersonRef.safeParse(ref);
      const feed = person.success ? await feeds.of(person.data) : undefined;
      if (!feed || !isSame(sha256(secret), feed.secretSha256)) return { problem: 'not-found' };
      // What the person may see today: who left the agency reads an empty calendar.
      const agencies = (await registry.membershipsOf(feed.sub))
        .filter((held) => inForceOn(held, request.today) && ['focal', 'department'].includes(held.role))
        .map(({ agency }) => agency);
      const file = dutyCalendar(await dutiesOf([...new Set(agencies)]), publicUrl);
      return {
        file,
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': 'inline; filename="nhiem-vu.ics"',
          'cache-control': 'private, max-age=300',
          etag: `"${sha256(file).slice(0, 32)}"`,
        },
      };
    }),
  ];
};
