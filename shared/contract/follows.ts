import * as z from 'zod';
import { ConfirmationCode, EmailAddress } from '../kernel/confirmation.ts';
import { DatasetId, Slug } from '../kernel/ids.ts';
import { Instant } from '../kernel/local-date.ts';
import { noBody, operation, readers, unreadBody } from './operation.ts';

/** What a person's letters lead to: who holds it sees and ends what that person follows, and nothing else. */
const FollowLink = z.string().min(1).max(120).meta({
  description: 'Liên kết riêng có trong thư; ai giữ nó thì xem và dừng được các theo dõi của người nhận thư',
});

/** Where a person sees and ends what they follow: a page for people, JSON for programs, by `Accept`. */
const FollowsQuery = z.object({
  link: FollowLink,
  dataset: DatasetId.optional().meta({ description: 'Chỉ bộ dữ liệu này; không có thì mọi bộ dữ liệu' }),
  lang: z.enum(['vi', 'en']).default('vi'),
});

export const Follows = z
  .object({
    items: z.array(z.object({ dataset: DatasetId, slug: Slug, title: z.string(), since: Instant })),
  })
  .meta({ id: 'Follows', description: 'Các bộ dữ liệu đang theo dõi; rỗng khi liên kết không còn dùng' });
export type Follows = z.infer<typeof Follows>;

export const followOperations = {
  followDataset: operation({
    id: 'followDataset',
    capability: 'publishing',
    answeredBy: 'follows',
    method: 'POST',
    path: '/datasets/{slug}/followers',
    summary: 'Theo dõi một bộ dữ liệu qua thư, bằng mã xác nhận đã gửi tới địa chỉ thư đó',
    who: 'anyone',
    params: z.object({ slug: Slug }),
    body: z.object({ email: EmailAddress, code: ConfirmationCode }),
    success: {
      status: 200,
      body: z.object({ follows: z.string().meta({ description: 'Trang các bộ dữ liệu bạn theo dõi' }) }),
    },
    problems: ['not-found', 'gone', 'code-refused', 'follow-limit', 'conflict'],
  }),
  readFollows: operation({
    id: 'readFollows',
    capability: 'publishing',
    answeredBy: 'follows',
    method: 'GET',
    path: '/follows',
    summary: 'Các bộ dữ liệu tôi theo dõi, theo liên kết riêng trong thư. Mở trang này không dừng điều gì',
    who: 'anyone',
    query: FollowsQuery,
    body: noBody,
    success: { status: 200, body: Follows },
  }),
  stopFollowing: operation({
    id: 'stopFollowing',
    capability: 'publishing',
    answeredBy: 'follows',
    method: 'POST',
    path: '/follows',
    summary: 'Dừng theo dõi một hoặc mọi bộ dữ liệu (RFC 8058); dừng hết thì địa chỉ thư bị xóa',
    who: 'anyone',
    query: FollowsQuery,
    body: unreadBody,
    success: { status: 200, body: Follows },
    problems: ['conflict'],
  }),
  countFollowers: operation({
    id: 'countFollowers',
    capability: 'publishing',
    answeredBy: 'follows',
    method: 'GET',
    path: '/desk/datasets/{id}/followers',
    summary: 'Số người theo dõi một bộ dữ liệu qua thư; không cho biết là ai',
    who: readers,
    params: z.object({ id: DatasetId }),
    success: { status: 200, body: z.object({ count: z.int().nonnegative() }) },
    problems: ['not-found', 'not-your-agency'],
  }),
} as const;
