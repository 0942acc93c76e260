import { confirmationOperations as op } from '../../shared/contract/confirmations.ts';
import type { askForCode } from '../../shared/capabilities/confirmations.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { logger } from '../_entry/telemetry.ts';
import { endpoint, type Endpoint } from '../_entry/request.ts';

export const confirmationEndpoints = (ask: ReturnType<typeof askForCode>): Endpoint[] => [
  endpoint(op.askConfirmation, async ({ body, at, source }) => {
    const asked = await ask({ ...body, at, source });
    if (isRefusal(asked)) {
      logger.warn('confirmation-limit', { purpose: body.purpose });
      return { problem: asked.refused };
    }
    return { body: asked };
  }),
];
