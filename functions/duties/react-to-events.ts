import { DutyFulfilled, type DutyKind } from '../../events/duties.ts';
import { Envelope, type Actor } from '../../events/envelope.ts';
import { DatasetWithdrawn, ReleasePublished, ReleaseWithdrawn } from '../../events/publishing.ts';
import { RecomputationAdvanced } from '../../events/recomputation.ts';
import { RuleValueApproved } from '../../events/regulation.ts';
import type {
  Case,
  CaseStore,
  CommandContext,
  IdempotencyRecord,
} from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import {
  firstCycles,
  isRecurring,
  nextCycle,
  recurringKinds,
} from '../../shared/capabilities/duties/cycles.ts';
import {
  fulfilByRelease,
  openDuty,
  waive,
  type Decision,
  type Opening,
} from '../../shared/capabilities/duties/decide.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import { dutyCaseId, dutyIdOf, subjectKey, type Duty } from '../../shared/capabilities/duties/model.ts';
import { isVoid, lastThatCounts, recountFrom } from '../../shared/capabilities/duties/recount.ts';
import { latestRelease, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf, type CaseId, type DatasetId, type NewId } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { dayOf, type LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { type Rulebook, rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';
import { recomputeOpen } from './recompute-open.ts';
import { isOfRequest, keepUpWithRequest, type Follow } from './follow-request.ts';

const clerk: Actor = { kind: 'system', name: 'react-to-releases' };

/**
 * What other capabilities' facts mean for duties: a release starts or closes clocks, and what it did is undone where it is
 * taken back; a withdrawal ends them, a request
 * brings the clock of its answer with it, and a value entered in the rulebook sets open ones to be computed again.
 */
export const reactToEvent = ({
  store,
  newId,
  shipped = rulebook,
}: {
  store: CaseStore;
  newId: NewId;
  /** The rulebook of this version of the portal. */
  shipped?: Rulebook;
}) => {
  const write = async (
    caseId: CaseId,
    context: CommandContext,
    decide: (duty: Duty | undefined) => Decision,
    idempotency?: IdempotencyRecord,
  ) => {
    const changed = await changeCase(store, newId, duties, {
      caseId,
      context,
      decide,
      ...(idempotency && { idempotency }),
    });
    // A duty that stands already, or is closed meanwhile, needs nothing: the message came again or late.
    if (isRefusal(changed) && changed.refused === 'conflict') throw new Error(`Case ${caseId} is contended`);
    if (isRefusal(changed)) logger.info('duty-unchanged', { caseId, refused: changed.refused });
  };

  /** `once` names the reaction: delivered again, it does nothing, whatever happened to the duty since. */
  const change = async (
    caseId: CaseId,
    context: CommandContext,
    once: string,
    decide: (duty: Duty | undefined) => Decision,
  ) => {
    const key = sha256(`reaction:${context.causedBy}:${once}`);
    if (await store.recall(key)) return;
    await write(caseId, context, decide, { key, fingerprint: once, caseId });
  };

  const follow: Follow = (caseId, because, decide) => write(caseId, { ...because, by: clerk }, decide);

  /** The index lags behind by moments: from its answer walk on by id until there is no further turn. */
  const latestTurn = async (kind: DutyKind, datasetId: DatasetId): Promise<Case<Duty> | undefined> => {
    const { items } = await store.list<Duty>('kind', dutyKeys.turnsOf(kind, datasetId), {
      limit: 1,
      newestFirst: true,
    });
    let latest = items[0];
    for (;;) {
      const cycle = (latest?.state.cycle ?? 0) + 1;
      const next = await store.load<Duty>(dutyCaseId(dutyIdOf(kind, datasetId, cycle)));
      if (!next) return latest;
      latest = next;
    }
  };

  const open = (opening: Opening, context: CommandContext) =>
    change(
      dutyCaseId(dutyIdOf(opening.kind, subjectKey(opening.subject), opening.cycle)),
      context,
      `open:${opening.kind}`,
      (duty) => openDuty(opening, duty),
    );

  const onRelease = async (event: Envelope, context: CommandContext) => {
    const { datasetId, slug, title, agency, publishedOn } = ReleasePublished.data.parse(event.data);
    const cause = { eventId: event.id, type: event.type };
    const firsts = firstCycles(
      {
        subject: { type: 'dataset', id: datasetId, title, slug },
        agency,
        publishedOn,
        openedBecause: cause,
      },
      await currentBook(store, shipped),
    );
    for (const first of firsts) {
      const latest = await latestTurn(first.kind, datasetId);
      if (!latest) await open(first, context);
      else
        await change(latest.caseId, context, `fulfil:${first.kind}`, (duty) =>
          fulfilByRelease({ eventId: event.id, publishedOn }, duty),
        );
    }
  };

  /** The turns before this one, newest first: those that a release closed which is gone, and one that counts. */
  const turnsBefore = async ({ kind, subject, cycle }: Duty, newest: LocalDate): Promise<Duty[]> => {
    const turns: Duty[] = [];
    for (let earlier = cycle - 1; earlier > 0; earlier -= 1) {
      const found = await store.load<Duty>(dutyCaseId(dutyIdOf(kind, subjectKey(subject), earlier)));
      if (found) turns.push(found.state);
      if (found && !isVoid(found.state, newest)) break;
    }
    return turns;
  };

  /** A release that was taken back updated nothing: the open turn runs from what still stands. */
  const recount = async (
    datasetId: DatasetId,
    newest: LocalDate,
    on: LocalDate,
    event: Envelope,
    context: CommandContext,
  ) => {
    const latest = await latestTurn('open-data-update', datasetId);
    if (latest?.state.status !== 'open') return;
    const counts = lastThatCounts(await turnsBefore(latest.state, newest), newest);
    const cause = { eventId: event.id, type: event.type };
    const book = await currentBook(store, shipped);
    await change(latest.caseId, context, 'recount', (duty) => recountFrom({ on, counts, book, cause }, duty));
  };

  const onReleaseWithdrawn = async (event: Envelope, context: CommandContext) => {
    const { datasetId, withdrawnOn, newest } = ReleaseWithdrawn.data.parse(event.data);
    if (newest) await recount(datasetId, newest.publishedOn, withdrawnOn, event, context);
  };

  const onFulfilled = async (event: Envelope, context: CommandContext) => {
    const found = await store.load<Duty>(event.caseId);
    if (found?.state.status !== 'fulfilled' || !isRecurring(found.state)) return;
    const dataset = await store.load<Dataset>(caseIdOf('dataset', subjectKey(found.state.subject)));
    if (dataset?.state.withdrawal) return;
    const cause = { eventId: event.id, type: event.type };
    await open(nextCycle(found.state, cause, await currentBook(store, shipped)), context);
    // Read again: a release taken back at this moment found no open turn, or finds this one.
    const now = dataset && (await store.load<Dataset>(dataset.caseId))?.state;
    const newest = now && latestRelease(now);
    if (newest) await recount(now.id, newest.publishedOn, dayOf(event.at), event, context);
  };

  const onWithdrawal = async (event: Envelope, context: CommandContext) => {
    const { datasetId, withdrawnOn } = DatasetWithdrawn.data.parse(event.data);
    for (const kind of recurringKinds) {
      const latest = await latestTurn(kind, datasetId);
      if (latest)
        await change(latest.caseId, context, `waive:${kind}`, (duty) =>
          waive({ why: 'Bộ dữ liệu đã được thu hồi', on: withdrawnOn }, duty),
        );
    }
  };

  const recompute = recomputeOpen({ store, newId, shipped });

  return async (body: unknown): Promise<void> => {
    const event = Envelope.parse(body);
    // The reaction happens when its cause did, however late the queue brings it.
    const context: CommandContext = {
      at: event.at,
      by: clerk,
      causedBy: event.id,
      correlation: event.correlation,
    };
    if (isOfRequest(event)) return keepUpWithRequest(store, event, follow);
    if (event.type === ReleasePublished.type) await onRelease(event, context);
    if (event.type === DutyFulfilled.type) await onFulfilled(event, context);
    if (event.type === ReleaseWithdrawn.type) await onReleaseWithdrawn(event, context);
    if (event.type === DatasetWithdrawn.type) await onWithdrawal(event, context);
    if (event.type === RuleValueApproved.type)
      await recompute.begin(await currentBook(store, shipped), dayOf(event.at), context);
    if (event.type === RecomputationAdvanced.type) await recompute.nextPage(event, context);
  };
};
