import {
  PersonRef,
  type DatasetId,
  DatasetId as DatasetIdSchema,
  caseIdOf,
  Slug,
} from '../../shared/kernel/ids.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/kernel/refusal.ts';
import { slugOf } from '../../shared/kernel/vietnamese-text.ts';
import { decisionOperations as decisions } from '../../shared/contract/decisions.ts';
import { publishingOperations as op, type DatasetStatus } from '../../shared/contract/publishing.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { Case } from '../../shared/capabilities/case-store.ts';
import { changeCase, type Change } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../shared/capabilities/publishing/decide.ts';
import { datasetKeys } from '../../shared/capabilities/publishing/indexes.ts';
import { strayIn } from '../../shared/capabilities/publishing/findings.ts';
import { isLookedFor } from '../../shared/capabilities/publishing/looked-for.ts';
import { statusOf, type Dataset, type Release } from '../../shared/capabilities/publishing/model.ts';
import {
  asPublished,
  concernedBy,
  withdrawRelease,
} from '../../shared/capabilities/publishing/withdraw-release.ts';
import {
  actsFor,
  capacityFor,
  isDepartment,
  seesAll,
  type Who,
} from '../../shared/capabilities/registry/model.ts';
import type { PublishingEvent } from '../../events/publishing.ts';
import {
  asProblem as plainProblem,
  caller,
  contextOf,
  endpoint,
  type Endpoint,
  type Outcome,
  type Request,
} from '../_entry/request.ts';
import { showDatasetFile, summarise } from './dataset-file.ts';
import { readOn } from './read-on.ts';
import type { PublishingServices } from './services.ts';
import { metadataFault } from './vocabulary.ts';

/** As every refusal, but for the one claim of a dataset: its address. */
export const asProblem = (refusal: Refusal): ReturnType<typeof plainProblem> =>
  refusal.refused === 'claim-taken'
    ? {
        problem: 'slug-taken',
        facts: { slug: String(refusal.facts?.['claim'] ?? '').replace(/^slug#/, '') },
      }
    : plainProblem(refusal);

export const mayRead = (who: Who, agency: Dataset['agency']): boolean => seesAll(who) || actsFor(who, agency);

/** Names that files of every release have. */
export const reservedSlugs: ReadonlySet<string> = new Set(['original']);

/** Its own officers, or the Department, which registers datasets for any agency; what follows is the agency's. */
export const mayCreateFor = (who: Who, agency: Dataset['agency']): boolean =>
  actsFor(who, agency) || isDepartment(who);

const mayPrepare = (who: Who, dataset: Dataset): boolean => actsFor(who, dataset.agency);

/** A leak cannot wait for its owner. */
const mayWithdraw = (who: Who, dataset: Dataset): boolean => mayPrepare(who, dataset) || isDepartment(who);

export const datasetEndpoints = (services: PublishingServices): Endpoint[] => {
  const { store, registry, newId } = services;

  const load = (id: DatasetId) => store.load<Dataset>(caseIdOf('dataset', id));

  const show = async (found: Case<Dataset>, who: Who) => ({
    body: await showDatasetFile(services, found, who),
  });

  /** What the ledger says of the releases that taking one back is about. */
  const publishedAs = async (who: Who, id: DatasetId, number: number): Promise<Release[]> => {
    const found = await load(id);
    return found && mayWithdraw(who, found.state)
      ? asPublished(await store.eventsOf(found.caseId), concernedBy(found.state, number))
      : [];
  };

  /** One command on one dataset: may this person, decide, write once, show what came of it. */
  const command = async <O extends Operation>(
    request: Request<O> & { params: { id: DatasetId } },
    mayAct: (who: Who, dataset: Dataset) => boolean,
    decision: (dataset: Dataset | undefined, who: Who) => decide.Decision | Refusal<'findings-unknown'>,
  ) => {
    const who = caller(request);
    const caseId = caseIdOf('dataset', request.params.id);
    const before = await load(request.params.id);
    if (!before) return { problem: 'not-found' } as const;
    if (!mayAct(who, before.state)) return { problem: 'not-your-agency' } as const;
    const idempotency = request.idempotency?.(caseId);
    // The same key again: answer with the case as it stands, do nothing twice.
    if (idempotency && (await store.recall(idempotency.key))) return show(before, who);
    const change: Change<Dataset, PublishingEvent> = {
      caseId,
      context: contextOf(request, capacityFor(who, before.state.agency)),
      decide: (state) => decision(state, who),
      ...(idempotency ? { idempotency } : {}),
    };
    const changed = await changeCase(store, newId, publishing, change);
    return isRefusal(changed) ? asProblem(changed) : show(changed.case, who);
  };

  const createDataset = async (
    request: Request<typeof op.createDataset>,
  ): Promise<Outcome<typeof op.createDataset>> => {
    const who = caller(request);
    const { agency, metadata, contact } = request.body;
    if (!(await registry.agency(agency))) return { problem: 'not-found' };
    if (!mayCreateFor(who, agency)) return { problem: 'not-your-agency' };
    const fault = metadataFault(metadata);
    if (fault) return fault;
    const datasetId = DatasetIdSchema.parse(newId());
    const idempotency = request.idempotency?.(caseIdOf('dataset', datasetId));
    const earlier = idempotency && (await store.recall(idempotency.key));
    if (earlier) {
      const made = await store.load<Dataset>(earlier.caseId);
      return made ? show(made, who) : { problem: 'conflict' };
    }
    const fromTitle = Slug.safeParse(slugOf(metadata.title)).data;
    // A title without Latin letters or digits gives no address of its own.
    const slug = request.body.slug ?? fromTitle ?? Slug.parse(`bo-du-lieu-${datasetId.slice(0, 8)}`);
    if (reservedSlugs.has(slug)) return { problem: 'slug-taken', facts: { slug } };
    const contactRef = PersonRef.parse(newId());
    const demonstration = (await registry.agency(agency))?.demonstration ?? false;
    const created = await changeCase(store, newId, publishing, {
      caseId: caseIdOf('dataset', datasetId),
      context: contextOf(request, capacityFor(who, agency)),
      claims: [`slug#${slug}`],
      ...(idempotency ? { idempotency } : {}),
      person: {
        ref: contactRef,
        kind: 'contact',
        name: contact.name,
        email: contact.email,
        agency,
        ...(contact.phone ? { phone: contact.phone } : {}),
      },
      decide: (state) =>
        decide.createDataset(
          { datasetId, slug, agency, contact: contactRef, metadata, demonstration },
          state,
        ),
    });
    return isRefusal(created) ? asProblem(created) : show(created.case, who);
  };

  const listKeyFor = (
    who: Who,
    query: { status?: DatasetStatus | undefined; agency?: string | undefined },
  ) => {
    if (query.agency) return ['owner', datasetKeys.ofAgency(query.agency)] as const;
    if (query.status) return ['status', datasetKeys.ofStatus(query.status)] as const;
    const own = who.memberships[0]?.agency;
    return seesAll(who) || !own
      ? (['kind', datasetKeys.all] as const)
      : (['owner', datasetKeys.ofAgency(own)] as const);
  };

  const listDatasetFiles = async (
    request: Request<typeof op.listDatasetFiles>,
  ): Promise<Outcome<typeof op.listDatasetFiles>> => {
    const who = caller(request);
    const own = who.memberships.map((membership) => membership.agency);
    const { status, q, limit, cursor } = request.query;
    const agency = request.query.agency ?? (seesAll(who) ? undefined : own[0]);
    if (agency && !mayRead(who, agency)) return { problem: 'not-allowed' };
    const [index, key] = listKeyFor(who, { status, agency });
    const names = new Map((await registry.agencies()).map((a) => [a.code, a.name]));
    const isMeant = isLookedFor(q);
    const { items, next } = await readOn<Case<Dataset>>(
      // What waits longest is decided first.
      (page) => store.list(index, key, { ...page, newestFirst: status !== 'submitted' }),
      ({ state }) => (!status || statusOf(state) === status) && isMeant(state),
      { limit, cursor },
    );
    return {
      body: {
        items: items.map((found) => summarise(found, names.get(found.state.agency) ?? found.state.agency)),
        ...(next ? { next } : {}),
      },
    };
  };

  return [
    endpoint(op.createDataset, createDataset),
    endpoint(op.listDatasetFiles, listDatasetFiles),
    endpoint(op.readDatasetFile, async (request) => {
      const who = caller(request);
      const found = await load(request.params.id);
      if (!found) return { problem: 'not-found' };
      return mayRead(who, found.state.agency) ? show(found, who) : { problem: 'not-your-agency' };
    }),
    endpoint(op.changeMetadata, async (request) => {
      const fault = metadataFault(request.body.metadata);
      if (fault) return fault;
      return command(request, mayPrepare, (dataset) => decide.changeMetadata(request.body, dataset));
    }),
    endpoint(decisions.submitRelease, (request) =>
      command(request, mayPrepare, (dataset) => {
        const { upload: uploadId, ...said } = request.body;
        const decision = decide.submitRelease({ uploadId, ...said }, dataset);
        if (isRefusal(decision)) return decision;
        const stray = strayIn(dataset?.draft?.upload.findings ?? [], said.findings ?? []);
        return stray.length > 0 ? refuse('findings-unknown', { ids: stray.join(', ') }) : decision;
      }),
    ),
    endpoint(decisions.approveRelease, (request) =>
      command(request, isDepartment, (dataset, who) =>
        decide.approveRelease({ by: who.ref, uploadId: request.body.upload }, dataset),
      ),
    ),
    endpoint(decisions.returnRelease, (request) =>
      command(request, isDepartment, (dataset, who) => {
        const { upload: uploadId, reasons } = request.body;
        return decide.returnRelease({ by: who.ref, uploadId, reasons }, dataset);
      }),
    ),
    endpoint(decisions.withdrawRelease, async (request) => {
      const { id, number } = request.params;
      // Read before the decision, which asks again where the releases concerned are others by then.
      const published = await publishedAs(caller(request), id, number);
      return command(request, mayWithdraw, (dataset) =>
        withdrawRelease({ number, reason: request.body.reason, on: request.today, published }, dataset),
      );
    }),
    endpoint(decisions.withdrawDataset, (request) =>
      command(request, mayWithdraw, (dataset) =>
        decide.withdrawDataset({ reason: request.body.reason, on: request.today }, dataset),
      ),
    ),
  ];
};
