import { followOperations as op, type Follows } from '../../shared/contract/follows.ts';
import { mailboxOf } from '../../shared/capabilities/confirmation.ts';
import type { proveAddress } from '../../shared/capabilities/confirmations.ts';
import { follow, holdsLink, refIn, stop } from '../../shared/capabilities/publishing/follows/decide.ts';
import type { Followers, KeptFollower } from '../../shared/capabilities/publishing/follows/ports.ts';
import { wasPublic, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf, PersonRef, type DatasetId, type NewId } from '../../shared/kernel/ids.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { renderFollows } from '../../web/pages/index.ts';
import { caller, endpoint, type Endpoint, type Outcome, type Request } from '../_entry/request.ts';
import { logger } from '../_entry/telemetry.ts';
import { mayRead } from './dataset.endpoints.ts';
import { followsPath } from './follow-addresses.ts';
import { newestPublished, type PublishedReleases } from './published-release.ts';
import { frameFor, type FrameServices } from './render-frame.ts';

export type FollowServices = PublishedReleases &
  FrameServices & {
    readonly followers: Followers;
    readonly prove: ReturnType<typeof proveAddress>;
    readonly newId: NewId;
    readonly newSecret: () => string;
  };

const ATTEMPTS = 3;

export const followEndpoints = (services: FollowServices): Endpoint[] => {
  const { store, followers, prove, newId, newSecret } = services;

  const holderOf = async (link: string): Promise<KeptFollower | undefined> => {
    const ref = refIn(link);
    const kept = ref && (await followers.byRef(ref));
    return kept && holdsLink(link, kept.follower) ? kept : undefined;
  };

  /** Of what the public has seen: an address may name any dataset. */
  const titleOf = async (dataset: DatasetId) => {
    const state = (await store.load<Dataset>(caseIdOf('dataset', dataset)))?.state;
    return state && wasPublic(state) ? { slug: state.slug, title: state.metadata.title } : undefined;
  };

  const show = async (kept: KeptFollower | undefined): Promise<Follows> => {
    const items = await Promise.all(
      (kept?.follower.follows ?? []).map(async ({ dataset, since }) => {
        const titled = await titleOf(dataset);
        return titled ? [{ dataset, since, ...titled }] : [];
      }),
    );
    return { items: items.flat() };
  };

  /** For people a page without a script, for programs JSON. A link that leads nowhere (any more) follows nothing. */
  const answer = async (
    { query: { link, dataset, lang }, accept }: Request<typeof op.readFollows | typeof op.stopFollowing>,
    kept: KeptFollower | undefined,
    happened: 'asked' | 'stopped',
  ): Promise<Outcome<typeof op.readFollows>> => {
    const body = await show(kept);
    if (!accept.includes('text/html')) return { body };
    const titled = dataset && (await titleOf(dataset));
    const page = renderFollows({
      ...(await frameFor(services)),
      lang,
      link,
      follows: body.items,
      about: titled ? { dataset, title: titled.title } : undefined,
      happened,
    });
    return { file: page, headers: { 'content-type': 'text/html; charset=utf-8' } };
  };

  return [
    endpoint(op.followDataset, async ({ params, body: { email, code }, at }) => {
      const found = await newestPublished(services, params.slug);
      if ('problem' in found) return found;
      const proved = await prove({ purpose: 'follow', email, code, at });
      if (isRefusal(proved)) return { problem: proved.refused };
      const dataset = found.dataset.id;
      const person = { email, ref: PersonRef.parse(newId()), secret: newSecret() };
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const before = await followers.byAddress(mailboxOf(email));
        const after = follow({ dataset, at, ...person }, before?.follower);
        if (isRefusal(after))
          return { problem: after.refused, ...(after.facts ? { facts: after.facts } : {}) };
        if (after !== before?.follower && !(await followers.change(before, after))) continue;
        logger.info('dataset-followed', { datasetId: dataset });
        return { body: { follows: followsPath(after) } };
      }
      return { problem: 'conflict' };
    }),

    endpoint(op.readFollows, async (request) => answer(request, await holderOf(request.query.link), 'asked')),

    endpoint(op.stopFollowing, async (request) => {
      const { link, dataset } = request.query;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const kept = await holderOf(link);
        if (kept && !(await followers.change(kept, stop(dataset, kept.follower)))) continue;
        if (kept) logger.info('following-stopped', dataset ? { datasetId: dataset } : {});
        return answer(request, await holderOf(link), 'stopped');
      }
      return { problem: 'conflict' };
    }),

    endpoint(op.countFollowers, async (request) => {
      const found = await store.load<Dataset>(caseIdOf('dataset', request.params.id));
      if (!found) return { problem: 'not-found' };
      if (!mayRead(caller(request), found.state.agency)) return { problem: 'not-your-agency' };
      return { body: { count: await followers.count(request.params.id) } };
    }),
  ];
};
