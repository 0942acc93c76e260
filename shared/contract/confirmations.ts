import * as z from 'zod';
import { ConfirmationPurpose, EmailAddress } from '../kernel/confirmation.ts';
import { Instant } from '../kernel/local-date.ts';
import { operation } from './operation.ts';

export const confirmationOperations = {
  askConfirmation: operation({
    id: 'askConfirmation',
    capability: 'confirmations',
    method: 'POST',
    path: '/confirmations',
    summary: 'Gửi mã xác nhận dùng một lần tới một địa chỉ thư điện tử',
    who: 'anyone',
    body: z.object({ purpose: ConfirmationPurpose, email: EmailAddress }),
    success: {
      status: 202,
      body: z.object({ validUntil: Instant.meta({ description: 'Mã có hiệu lực đến lúc này' }) }),
    },
    problems: ['too-many'],
  }),
} as const;
