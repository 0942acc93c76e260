import type * as z from 'zod';
import {
  regulationOperations as op,
  type RuleHole,
  type RuleValue as Shown,
} from '../../shared/contract/regulation.ts';
import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { ruleValues } from '../../shared/capabilities/regulation/capability.ts';
import {
  approveRuleValue,
  submitRuleValue,
  returnRuleValue,
  type Decision,
} from '../../shared/capabilities/regulation/decide.ts';
import { bookOf, RULE_VALUES_READ, ruleValueKeys } from '../../shared/capabilities/regulation/indexes.ts';
import { ruleValueCaseId, type RuleValue } from '../../shared/capabilities/regulation/model.ts';
import { capacityFor, holdsRole, type Who } from '../../shared/capabilities/registry/model.ts';
import type { People } from '../../shared/capabilities/registry/ports.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { CaseId, NewId, PersonRef } from '../../shared/kernel/ids.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { RuleValueId } from '../../shared/kernel/rule-value.ts';
import { holesOf } from '../../shared/regulation/law-check.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';
import { asProblem, caller, contextOf, endpoint, type Endpoint, type Request } from '../_entry/request.ts';

type Services = { readonly store: CaseStore; readonly people: People; readonly newId: NewId };

const holesShown = (book: Rulebook): z.input<typeof RuleHole>[] => {
  const titleOf = (rule: string) => book.deadlines.get(rule)?.title.vi ?? rule;
  const targets = book.data.deadlines.flatMap(({ id: rule, code, values }) =>
    values.flatMap((entry) =>
      entry.state === 'value' && entry.basis === 'house'
        ? [{ rule, code, from: entry.from, until: entry.until, why: entry.cites[0]?.sentence.vi ?? '' }]
        : [],
    ),
  );
  return [
    ...holesOf(book)
      .filter(({ state }) => state === 'unknown')
      .map(({ state: _unknown, ...hole }) => ({ ...hole, basis: 'unknown' as const })),
    ...targets.map((target) => ({ ...target, basis: 'house' as const })),
  ].map((hole) => ({ ...hole, title: titleOf(hole.rule) }));
};

/** Entering what the rulebook lacks: submitted by one person of the Department, decided by another. */
export const ruleValueEndpoints = ({ store, people, newId }: Services): Endpoint[] => {
  const read = async () => (await store.list<RuleValue>('kind', ruleValueKeys.all, RULE_VALUES_READ)).items;
  const nameOf = async (ref: PersonRef) =>
    (await people.person(ref))?.name ?? 'Người không còn trong danh sách';

  const show = async (state: RuleValue, book: Rulebook, who: Who): Promise<z.input<typeof Shown>> => {
    const { id, value, status, submittedBy, submittedAt } = state;
    const isOpen = status === 'submitted' && holdsRole(who, ['department']);
    return {
      id,
      title: book.deadlines.get(value.rule)?.title.vi ?? value.rule,
      value,
      status,
      submittedBy: await nameOf(submittedBy),
      submittedAt,
      ...(state.status !== 'submitted' && {
        decidedOn: state.decidedOn,
        decidedBy: await nameOf(state.decidedBy),
      }),
      ...(state.status === 'returned' && { reason: state.reason }),
      mayApprove: isOpen && submittedBy !== who.ref,
      mayReturn: isOpen,
    };
  };

  const change = async (
    request: Request<Operation>,
    caseId: CaseId,
    decide: (state: RuleValue | undefined, book: Rulebook) => Decision,
  ) => {
    const who = caller(request);
    const book = bookOf(await read());
    const idempotency = request.idempotency?.(caseId);
    const earlier = idempotency && (await store.recall(idempotency.key));
    const made: Case<RuleValue> | undefined = earlier && (await store.load<RuleValue>(earlier.caseId));
    const changed = made
      ? { case: made }
      : await changeCase(store, newId, ruleValues, {
          caseId,
          context: contextOf(request, capacityFor(who)),
          decide: (state: RuleValue | undefined) => decide(state, book),
          ...(idempotency ? { idempotency } : {}),
        });
    if (isRefusal(changed)) return asProblem(changed);
    return { body: await show(changed.case.state, book, who) };
  };

  return [
    endpoint(op.listRuleHoles, async () => ({ body: { items: holesShown(bookOf(await read())) } })),
    endpoint(op.listRuleValues, async (request) => {
      const cases = await read();
      const book = bookOf(cases);
      const items = await Promise.all(cases.map(({ state }) => show(state, book, caller(request))));
      return { body: { items: items.reverse() } };
    }),
    endpoint(op.submitRuleValue, async (request) => {
      const { ground } = request.body;
      if (ground.basis === 'house' && ground.decision.issuedOn > request.today)
        return {
          problem: 'invalid-input',
          errors: [
            { path: 'body.ground.decision.issuedOn', message: 'Quyết định chưa ký thì chưa nhập được' },
          ],
        };
      const id = RuleValueId.parse(newId());
      return change(request, ruleValueCaseId(id), (state, book) =>
        submitRuleValue({ id, value: request.body }, state, book),
      );
    }),
    endpoint(op.approveRuleValue, async (request) =>
      change(request, ruleValueCaseId(request.params.id), (state, book) =>
        approveRuleValue({ by: caller(request).ref, on: request.today }, state, book),
      ),
    ),
    endpoint(op.returnRuleValue, async (request) =>
      change(request, ruleValueCaseId(request.params.id), (state) =>
        returnRuleValue({ reason: request.body.reason, on: request.today }, state),
      ),
    ),
  ];
};
