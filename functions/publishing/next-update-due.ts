import type { NextUpdateDue } from '../../web/pages/index.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { citesOf } from '../../shared/kernel/cites.ts';
import type { DatasetId } from '../../shared/kernel/ids.ts';
import { sumInWords } from '../../shared/regulation/sum-in-words.ts';
import type { RenderServices } from './render-frame.ts';

/** The next due day of a dataset's update, with its sum; or why it is not known. Nothing while no duty is open yet. */
export const nextUpdateDue = async (
  services: Pick<RenderServices, 'store'>,
  id: DatasetId,
): Promise<NextUpdateDue | undefined> => {
  const { items } = await services.store.list<Duty>('kind', dutyKeys.turnsOf('open-data-update', id), {
    limit: 1,
    newestFirst: true,
  });
  const duty = items[0]?.state;
  if (duty?.status !== 'open') return undefined;
  const { deadline } = duty;
  const rule = deadline.ruleId;
  return deadline.kind === 'known'
    ? {
        dueOn: deadline.dueOn,
        sumInWords: sumInWords(deadline),
        rule,
        cites: citesOf(deadline),
        isHouse: deadline.basis === 'house',
        isProvisional: deadline.provisional,
      }
    : { unknownWhy: deadline.why, rule };
};
