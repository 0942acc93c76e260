import type * as z from 'zod';
import { dutiesOperations as op, type Duty as DutyShown } from '../../shared/contract/duties.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { confirmNoChange } from '../../shared/capabilities/duties/decide.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import { kindInLaw } from '../../shared/capabilities/duties/ladder.ts';
import { dutyCaseId, type Duty } from '../../shared/capabilities/duties/model.ts';
import { daysLeft, mayConfirm, standing } from '../../shared/capabilities/duties/standing.ts';
import { actsFor, capacityFor, seesAll, type Who } from '../../shared/capabilities/registry/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { AgencyCode, NewId } from '../../shared/kernel/ids.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import type { ProblemId } from '../../shared/contract/problems.ts';
import { sumInWords } from '../../shared/regulation/sum-in-words.ts';
import { caller, contextOf, endpoint, type Endpoint } from '../_entry/request.ts';

const agenciesOf = (who: Who): AgencyCode[] => who.memberships.map((membership) => membership.agency);

/** The duty as the person asking sees it on a day. */
export const showDuty = (
  duty: Duty,
  agencyName: string,
  who: Who,
  today: LocalDate,
): z.input<typeof DutyShown> => {
  const left = daysLeft(duty, today);
  return {
    id: duty.id,
    kind: duty.kind,
    title: kindInLaw(duty.kind).title.vi,
    state: standing(duty, today),
    agency: { code: duty.agency, name: agencyName },
    subject: duty.subject,
    deadline: duty.deadline,
    sumInWords: sumInWords(duty.deadline),
    ...(left === undefined ? {} : { daysLeft: left }),
    openedAt: duty.openedAt,
    ...(duty.status === 'open' ? {} : { closed: duty.closed }),
    mayConfirm: mayConfirm(duty, agenciesOf(who)),
  };
};

export const dutyEndpoints = (services: {
  store: CaseStore;
  registry: Registry;
  newId: NewId;
}): Endpoint[] => {
  const { store, registry, newId } = services;
  const nameOf = async (code: AgencyCode) => (await registry.agency(code))?.name ?? code;

  return [
    endpoint(op.listDuties, async (request) => {
      const who = caller(request);
      const { closed, limit, cursor } = request.query;
      const group = closed === 'yes' ? 'closed' : 'open';
      const agency = request.query.agency ?? (seesAll(who) ? undefined : agenciesOf(who)[0]);
      if (agency && !seesAll(who) && !actsFor(who, agency)) return { problem: 'not-your-agency' };
      const page = await store.list<Duty>(
        agency ? 'owner' : 'status',
        agency ? dutyKeys.ofAgency(agency, group) : dutyKeys.all(group),
        { limit, newestFirst: group === 'closed', ...(cursor ? { cursor } : {}) },
      );
      const names = new Map((await registry.agencies()).map((a) => [a.code, a.name]));
      return {
        body: {
          items: page.items.map(({ state }) =>
            showDuty(state, names.get(state.agency) ?? state.agency, who, request.today),
          ),
          ...(page.next ? { next: page.next } : {}),
          today: request.today,
        },
      };
    }),

    endpoint(op.readDuty, async (request) => {
      const who = caller(request);
      const found = await store.load<Duty>(dutyCaseId(request.params.id));
      if (!found) return { problem: 'not-found' };
      if (!seesAll(who) && !actsFor(who, found.state.agency)) return { problem: 'not-your-agency' };
      return { body: showDuty(found.state, await nameOf(found.state.agency), who, request.today) };
    }),

    endpoint(op.confirmNoChange, async (request) => {
      const who = caller(request);
      const caseId = dutyCaseId(request.params.id);
      const before = await store.load<Duty>(caseId);
      if (!before) return { problem: 'not-found' };
      const idempotency = request.idempotency?.(caseId);
      const isRepeated = idempotency !== undefined && (await store.recall(idempotency.key)) !== undefined;
      const changed = isRepeated
        ? { case: before }
        : await changeCase(store, newId, duties, {
            caseId,
            context: contextOf(request, capacityFor(who, before.state.agency)),
            decide: (duty: Duty | undefined) =>
              confirmNoChange(
                { agencies: agenciesOf(who), on: request.today, note: request.body.note },
                duty,
              ),
            ...(idempotency ? { idempotency } : {}),
          });
      if (isRefusal(changed))
        return {
          problem: changed.refused as ProblemId,
          ...(changed.facts ? { facts: changed.facts } : {}),
        };
      const { state } = changed.case;
      return { body: showDuty(state, await nameOf(state.agency), who, request.today) };
    }),
  ];
};
