import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import type { DatasetId } from '../../shared/kernel/ids.ts';
import type { RenderServices } from './render-frame.ts';

/** The next due day of a dataset's update, with its sum; or why it is not known. Nothing while no duty is open yet. */
export const nextUpdateDue = async (
  services: Pick<RenderServices, 'store'>,
  id: DatasetId,
): Promise<Deadline | undefined> => {
  const { items } = await services.store.list<Duty>('kind', dutyKeys.turnsOf('open-data-update', id), {
    limit: 1,
    newestFirst: true,
  });
  const duty = items[0]?.state;
  return duty?.status === 'open' ? duty.deadline : undefined;
};
