import * as z from 'zod';
import { officers, operation } from './operation.ts';

/** Who it is for and the secret: 256 random bits. Whoever has it may read the feed. */
const feedKey = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'Phần bí mật của địa chỉ lịch' });

export const dutyFeedOperations = {
  createDutyFeed: operation({
    id: 'createDutyFeed',
    capability: 'duties',
    method: 'POST',
    path: '/duty-feed',
    summary: 'Tạo địa chỉ lịch (ICS) của tôi; địa chỉ trước không dùng được nữa',
    who: officers,
    success: {
      status: 201,
      body: z.object({
        address: z.url().meta({ description: 'Chỉ hiện một lần; dán vào Outlook hoặc Google Calendar' }),
      }),
    },
  }),
  readDutyFeed: operation({
    id: 'readDutyFeed',
    capability: 'duties',
    method: 'GET',
    path: '/duty-feed/{key}',
    summary: 'Nhiệm vụ đang mở theo ngày đến hạn, dạng lịch RFC 5545; ai có địa chỉ đều đọc được',
    who: 'anyone',
    params: z.object({ key: feedKey }),
    success: { status: 200, body: z.string().meta({ description: 'text/calendar' }) },
    problems: ['not-found'],
  }),
} as const;
