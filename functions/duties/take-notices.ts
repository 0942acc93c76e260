import type { DigestEvent } from '../../events/digests.ts';
import type { Case, CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { takeNotice, type Decision } from '../../shared/capabilities/duties/decide.ts';
import { digests, UNSETTLED } from '../../shared/capabilities/duties/digests/capability.ts';
import { settleDigest } from '../../shared/capabilities/duties/digests/decide.ts';
import type { Digest } from '../../shared/capabilities/duties/digests/model.ts';
import { dutyCaseId, type Duty } from '../../shared/capabilities/duties/model.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { CaseId, NewId } from '../../shared/kernel/ids.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { listAll } from '../../shared/capabilities/list-all.ts';
import { sideBySide } from './side-by-side.ts';
import { writeDigests, type Said } from './write-digests.ts';

export type NoticeServices = {
  readonly store: CaseStore;
  readonly registry: Registry;
  readonly newId: NewId;
};

const saidBy = (duty: Duty, decided: Decision): Said[] =>
  isRefusal(decided)
    ? []
    : decided.flatMap((fact) =>
        fact.type === 'DutyNoticeDue' ? [{ duty, rung: fact.data.rung, dueOn: fact.data.dueOn }] : [],
      );

/** Takes what a duty has to say by a day; where people were told of it already, only as it was written to them. */
const takeOne = async (
  { store, newId }: NoticeServices,
  caseId: CaseId,
  command: Parameters<typeof takeNotice>[0],
  context: CommandContext,
  seen?: Case<Duty>,
): Promise<boolean> => {
  const changed = await changeCase(store, newId, duties, {
    caseId,
    context,
    decide: (duty: Duty | undefined) => takeNotice(command, duty),
    ...(seen && { seen }),
  });
  if (isRefusal(changed)) throw new Error(`Notice of ${caseId} met ${changed.refused}`);
  return changed.changed;
};

/** Says of every digest that stands open that nothing of it is left. */
const settleDigests = async ({ store, newId }: NoticeServices, today: LocalDate, context: CommandContext) => {
  await sideBySide(await listAll<Digest>(store, 'notice', UNSETTLED), async ({ caseId }) => {
    const changed = await changeCase<Digest, DigestEvent>(store, newId, digests, {
      caseId,
      context,
      decide: (state) => settleDigest({ on: today }, state),
    });
    if (isRefusal(changed)) throw new Error(`The digest ${caseId} met ${changed.refused}`);
  });
};

/** Writes to everybody, then takes the notices, then settles: whatever breaks off, the next run finds what is left. */
export const say = async (
  services: NoticeServices,
  due: readonly Case<Duty>[],
  today: LocalDate,
  context: CommandContext,
): Promise<number> => {
  const said = due.flatMap(({ state }) => saidBy(state, takeNotice({ today }, state)));
  await writeDigests(services, said, today, context);
  const announced = new Map(said.map(({ duty, rung, dueOn }) => [duty.id, { rung, dueOn }]));
  let noticed = 0;
  await sideBySide(due, async (seen) => {
    const command = { today, announced: announced.get(seen.state.id) };
    if (await takeOne(services, seen.caseId, command, context, seen)) noticed += 1;
  });
  await settleDigests(services, today, context);
  return noticed;
};

/**
 * Takes up what an earlier run left: whoever was not written to yet is, for the day of that run, and the notices are taken
 * as they were written. What was done or moved meanwhile is said no more.
 */
export const takeUpLeft = async (
  services: NoticeServices,
  today: LocalDate,
  context: CommandContext,
): Promise<void> => {
  const open = await listAll<Digest>(services.store, 'notice', UNSETTLED);
  if (open.length === 0) return;
  for (const day of new Set(open.map(({ state }) => state.day))) {
    const items = open.flatMap(({ state }) => (state.day === day ? state.items : []));
    const said: Said[] = [];
    for (const [id, { rung, dueOn }] of new Map(items.map((item) => [item.duty, item]))) {
      const duty = (await services.store.load<Duty>(dutyCaseId(id)))?.state;
      if (duty) said.push(...saidBy(duty, takeNotice({ today: day, announced: { rung, dueOn } }, duty)));
    }
    await writeDigests(services, said, day, context);
    await sideBySide(said, async ({ duty, rung, dueOn }) => {
      await takeOne(services, dutyCaseId(duty.id), { today: day, announced: { rung, dueOn } }, context);
    });
  }
  await settleDigests(services, today, context);
};
