import { dutiesOperations as op } from '../../shared/contract/duties.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { confirmNoChange, waiveInWriting, type Decision } from '../../shared/capabilities/duties/decide.ts';
import { answerUrging, urge, type UrgingDecision } from '../../shared/capabilities/duties/urging.ts';
import { dutyCaseId, type Duty } from '../../shared/capabilities/duties/model.ts';
import { actsFor, capacityFor, seesAll } from '../../shared/capabilities/registry/model.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { DutyId, NewId } from '../../shared/kernel/ids.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { asProblem, caller, contextOf, endpoint, type Endpoint, type Request } from '../_entry/request.ts';
import { listDuties } from './list-duties.ts';
import { agenciesOf, namesIn, showDuty } from './show-duty.ts';

export type DutyServices = {
  readonly store: CaseStore;
  readonly registry: Registry;
  readonly people: People;
  readonly newId: NewId;
};

export const dutyEndpoints = (services: DutyServices): Endpoint[] => {
  const { store, newId } = services;

  const shown = async (request: Pick<Request<Operation>, 'who' | 'today'>, duty: Duty) =>
    showDuty(duty, await namesIn(services, [duty]), caller(request), request.today);

  /** One act on a duty: decide, write once, show what came of it. */
  const act = async (
    request: Request<Operation> & { params: { id: DutyId } },
    decide: (duty: Duty | undefined) => Decision | UrgingDecision,
  ) => {
    const caseId = dutyCaseId(request.params.id);
    const before = await store.load<Duty>(caseId);
    if (!before) return { problem: 'not-found' } as const;
    const idempotency = request.idempotency?.(caseId);
    if (idempotency && (await store.recall(idempotency.key)))
      return { body: await shown(request, before.state) };
    const changed = await changeCase(store, newId, duties, {
      caseId,
      context: contextOf(request, capacityFor(caller(request), before.state.agency)),
      decide,
      ...(idempotency ? { idempotency } : {}),
    });
    if (isRefusal(changed)) return asProblem(changed);
    return { body: await shown(request, changed.case.state) };
  };

  /** Whether a letter about a duty finds somebody: the focal officer of its agency (`send-mail.ts`). */
  const canBeWrittenTo = async (id: DutyId): Promise<boolean> => {
    const duty = (await store.load<Duty>(dutyCaseId(id)))?.state;
    const officer = duty && (await services.registry.agency(duty.agency))?.focalOfficer;
    return officer !== undefined && (await services.people.person(officer)) !== undefined;
  };

  return [
    endpoint(op.listDuties, async (request) => {
      const who = caller(request);
      const { closed, limit, cursor, kind, deadline } = request.query;
      const agency = request.query.agency ?? (seesAll(who) ? undefined : agenciesOf(who)[0]);
      if (agency && !seesAll(who) && !actsFor(who, agency)) return { problem: 'not-your-agency' };
      const group = closed === 'yes' ? 'closed' : 'open';
      const page = await listDuties(store, { agency, kind, deadline, group, limit, cursor });
      const found = page.items.map(({ state }) => state);
      const names = await namesIn(services, found);
      return {
        body: {
          items: found.map((duty) => showDuty(duty, names, who, request.today)),
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
      return { body: await shown(request, found.state) };
    }),

    endpoint(op.confirmNoChange, (request) =>
      act(request, (duty) =>
        confirmNoChange(
          { agencies: agenciesOf(caller(request)), on: request.today, note: request.body.note },
          duty,
        ),
      ),
    ),

    endpoint(op.urgeDuty, async (request) => {
      const { text } = request.body;
      const isRead = await canBeWrittenTo(request.params.id);
      return act(request, (duty) => urge({ text, on: request.today, by: caller(request).ref, isRead }, duty));
    }),

    endpoint(op.answerUrging, (request) => {
      const who = caller(request);
      const { text } = request.body;
      return act(request, (duty) =>
        answerUrging({ text, on: request.today, by: who.ref, agencies: agenciesOf(who) }, duty),
      );
    }),

    endpoint(op.waiveDuty, (request) => {
      const who = caller(request);
      const { why } = request.body;
      return act(request, (duty) =>
        waiveInWriting({ why, on: request.today, by: who.ref, agencies: agenciesOf(who) }, duty),
      );
    }),
  ];
};
