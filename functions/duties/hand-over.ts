import type { CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { succeed } from '../../shared/capabilities/duties/decide.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { successionsBy } from '../../shared/capabilities/registry/succession.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import type { NoticeServices } from './take-notices.ts';

/**
 * Gives what agencies that ended left open to whoever does their work. A request moves by a fact of its own, and its duty with
 * it.
 */
export const handOverOfEnded = async (
  { store, registry, newId }: NoticeServices,
  today: LocalDate,
  context: CommandContext,
): Promise<number> => {
  let handedOver = 0;
  for (const { from, to } of successionsBy(await registry.agencies(), today))
    for (const { caseId, state } of await listAll<Duty>(store, 'owner', dutyKeys.ofAgency(from, 'open'))) {
      if (state.subject.type === 'request') continue;
      const changed = await changeCase(store, newId, duties, {
        caseId,
        context,
        decide: (duty: Duty | undefined) => succeed({ from, to, on: today }, duty),
      });
      if (isRefusal(changed)) throw new Error(`Handing over ${caseId} met ${changed.refused}`);
      if (changed.changed) handedOver += 1;
    }
  return handedOver;
};
