import type * as z from 'zod';
import type { ReleasePublished, ReleaseWithdrawn } from '../../events/publishing.ts';
import type { ReleaseComparison } from '../../shared/contract/uploads.ts';
import { latestRelease, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { Follower } from '../../shared/capabilities/publishing/follows/model.ts';
import { displayDay } from '../../shared/kernel/local-date.ts';
import { followsPath } from './follow-addresses.ts';

/** A letter but for whom it goes to. */
export type News = { readonly subject: string; readonly lines: readonly string[]; readonly english: string };

const number = (n: number): string => new Intl.NumberFormat('vi-VN').format(n);

/** What changed, in a line; nothing where releases were not compared. */
export const changesInALine = (changes: ReleaseComparison | undefined): string | undefined => {
  if (!changes) return undefined;
  const { added, removed, changed, columnsAdded, columnsRemoved } = changes;
  const parts = [
    ...(added > 0 ? [`thêm ${number(added)} dòng`] : []),
    ...(removed > 0 ? [`bớt ${number(removed)} dòng`] : []),
    ...(changed > 0 ? [`sửa ${number(changed)} dòng`] : []),
    ...(columnsAdded.length > 0 ? [`thêm ${number(columnsAdded.length)} cột`] : []),
    ...(columnsRemoved.length > 0 ? [`bỏ ${number(columnsRemoved.length)} cột`] : []),
  ];
  return `Thay đổi so với bản trước: ${parts.length > 0 ? parts.join(', ') : 'không dòng nào thay đổi'}.`;
};

export const releaseNews = (
  { slug, metadata }: Pick<Dataset, 'slug' | 'metadata'>,
  { number: n, publishedOn, rows, notes }: z.output<typeof ReleasePublished.data>,
  changes: ReleaseComparison | undefined,
  publicUrl: string,
): News => {
  const address = `${publicUrl}/datasets/${slug}/`;
  const line = changesInALine(changes);
  return {
    subject: `Bản phát hành mới (${n}): ${metadata.title}`,
    lines: [
      `Bộ dữ liệu “${metadata.title}” có bản phát hành ${n}, công bố ngày ${displayDay(publishedOn)}.`,
      ...(line ? [line] : []),
      ...(rows === undefined ? [] : [`Số dòng: ${number(rows)}.`]),
      ...(notes ? [`Ghi chú của cơ quan: ${notes}`] : []),
      '',
      `Xem và tải: ${address}`,
    ],
    english: `Release ${n} of this dataset is out: ${publicUrl}/en/datasets/${slug}/`,
  };
};

/** One release is gone: who follows may hold a copy of it, whether this portal wrote to them of it or not. */
export const releaseWithdrawalNews = (
  dataset: Pick<Dataset, 'slug' | 'metadata' | 'releases'>,
  { number: n, publishedOn, withdrawnOn, reason }: z.output<typeof ReleaseWithdrawn.data>,
  publicUrl: string,
): News => {
  const { slug, metadata } = dataset;
  const newest = latestRelease(dataset);
  return {
    subject: `Đã rút bản phát hành ${n}: ${metadata.title}`,
    lines: [
      `Bản phát hành ${n} (công bố ngày ${displayDay(publishedOn)}) của bộ dữ liệu “${metadata.title}” đã được rút ngày ${displayDay(withdrawnOn)}.`,
      `Lý do: ${reason}`,
      'Nếu đã tải bản này, hãy đọc lý do trước khi dùng tiếp.',
      ...(newest
        ? [`Bản mới nhất hiện nay: bản ${newest.number}, công bố ngày ${displayDay(newest.publishedOn)}.`]
        : []),
      '',
      `Xem và tải: ${publicUrl}/datasets/${slug}/`,
    ],
    english: `Release ${n} of this dataset was taken back: ${publicUrl}/en/datasets/${slug}/`,
  };
};

export const withdrawalNews = (
  { slug, metadata }: Pick<Dataset, 'slug' | 'metadata'>,
  { reason, on }: NonNullable<Dataset['withdrawal']>,
  publicUrl: string,
): News => ({
  subject: `Đã thu hồi: ${metadata.title}`,
  lines: [
    `Bộ dữ liệu “${metadata.title}” đã được thu hồi ngày ${displayDay(on)}.`,
    `Lý do: ${reason}`,
    '',
    `Xem thông báo thu hồi: ${publicUrl}/datasets/${slug}/`,
    'Đây là thư cuối cùng về bộ dữ liệu này. Việc theo dõi nó đã kết thúc.',
  ],
  english: `This dataset was withdrawn: ${publicUrl}/en/datasets/${slug}/ – this is the last letter about it.`,
});

/** The letter to one person, with the ways to end it. */
export const letterTo = (
  follower: Follower,
  { subject, lines, english }: News,
  dataset: Dataset['id'],
  publicUrl: string,
) => {
  const stopAddress = publicUrl + followsPath(follower, dataset);
  return {
    to: follower.email,
    subject,
    stopAddress,
    text: [
      ...lines,
      '',
      `English: ${english}`,
      '',
      '—',
      'Bạn nhận thư này vì đã theo dõi bộ dữ liệu trên Cổng dữ liệu.',
      `Dừng theo dõi bộ dữ liệu này (unsubscribe): ${stopAddress}`,
      `Các bộ dữ liệu bạn theo dõi (all you follow): ${publicUrl}${followsPath(follower)}`,
      'Dừng hết thì địa chỉ thư của bạn được xóa. Thư tự động, xin không trả lời.',
    ].join('\n'),
  };
};
