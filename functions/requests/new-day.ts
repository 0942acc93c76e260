import type { Actor } from '../../events/envelope.ts';
import type { CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import { inheritCorrection, recomputeCorrection } from '../../shared/capabilities/requests/correct-answer.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { lapse, recompute, transfer, type Decision } from '../../shared/capabilities/requests/decide.ts';
import { requestKeys } from '../../shared/capabilities/requests/indexes.ts';
import { isOpen, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import type { CaseId, CorrelationId, NewId } from '../../shared/kernel/ids.ts';
import { addDays, dayOf, type Instant, type LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';
import { answeringAgency } from './receive.ts';

const calendar: Actor = { kind: 'system', name: 'new-day' };

type Services = {
  readonly store: CaseStore;
  readonly registry: Registry;
  readonly newId: NewId;
  /** The rulebook of this version of the portal. */
  readonly shipped?: Rulebook;
};

/**
 * What a new day does to requests: questions nobody answered in time close theirs, what an agency that ended left open goes
 * to its successor, and clocks are counted by the calendars and values known now. Run twice it changes nothing more.
 */
export const newDay =
  ({ store, registry, newId, shipped }: Services) =>
  async (
    at: Instant,
    correlation?: CorrelationId,
  ): Promise<{ lapsed: number; handedOn: number; recomputed: number }> => {
    const today = dayOf(at);
    const context: CommandContext = { at, by: calendar, correlation };
    const change = async (caseId: CaseId, decide: (state: InformationRequest | undefined) => Decision) => {
      const changed = await changeCase(store, newId, requests, { caseId, context, decide });
      if (isRefusal(changed)) throw new Error(`The new day of ${caseId} met ${changed.refused}`);
      return changed.changed ? 1 : 0;
    };

    const book = await currentBook(store, shipped);
    let lapsed = 0;
    for (const { caseId } of await listAll(
      store,
      'notice',
      requestKeys.waiting,
      requestKeys.upTo(addDays(today, -1)),
    ))
      lapsed += await change(caseId, (state) => lapse({ today }, state));

    let handedOn = 0;
    for (const { from, to } of await successions(registry, today))
      for (const { caseId } of await listAll(store, 'owner', requestKeys.ofAgency(from, 'open')))
        handedOn += await change(caseId, (state) =>
          state && !isOpen(state)
            ? inheritCorrection({ on: today, to }, state)
            : transfer({ on: today, at, to, because: 'succession', book }, state),
        );

    // Every open one, whatever changed: they are few, and nobody has to remember what was announced since yesterday.
    let recomputed = 0;
    for (const { caseId } of await listAll(store, 'status', requestKeys.all('open')))
      recomputed += await change(caseId, (state) =>
        state && !isOpen(state)
          ? recomputeCorrection({ on: today, book }, state)
          : recompute({ on: today, book }, state),
      );

    logger.info('requests-new-day', { today, lapsed, handedOn, recomputed });
    return { lapsed, handedOn, recomputed };
  };

/** Agencies that have ended, each with whoever does its work today. */
const successions = async (registry: Registry, today: LocalDate) => {
  const ended = (await registry.agencies()).filter(
    (agency) => agency.validUntil !== undefined && agency.validUntil < today && !inForceOn(agency, today),
  );
  const known = await Promise.all(
    ended.map(async ({ code }) => ({ from: code, to: await answeringAgency({ registry }, code, today) })),
  );
  return known.flatMap(({ from, to }) => (isRefusal(to) ? [] : [{ from, to: to.code }]));
};
