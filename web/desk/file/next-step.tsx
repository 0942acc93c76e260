import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { CheckReport, Upload } from '../../../shared/contract/uploads.ts';
import { dayWords } from '../parts/time-words.ts';
import { holds, useDesk } from '../context.ts';

const draftWords = (file: DatasetFile, upload: Upload | undefined): string => {
  const begin =
    file.releases.length > 0 ? 'Tải tệp mới lên khi có bản phát hành tiếp theo.' : 'Tải tệp dữ liệu lên.';
  if (file.draft?.returnedBecause)
    return `Sở đã trả lại: “${file.draft.returnedBecause}”. Sửa theo lý do, tải tệp mới nếu cần, rồi trình lại.`;
  switch (upload?.status) {
    case undefined:
      return begin;
    case 'receiving':
      return 'Tệp chưa gửi xong. Theo dõi hoặc gửi tiếp ở mục tải lên bên dưới.';
    case 'scanning':
    case 'checking':
      return 'Hệ thống đang kiểm tra tệp. Bạn có thể rời trang này; kết quả được giữ lại.';
    case 'failed':
      return 'Tệp chưa đạt. Xem danh sách lỗi bên dưới, sửa tệp rồi tải lên lại.';
    case 'expired':
      return 'Lượt tải lên đã hết hạn. Tải tệp lên lại.';
    case 'passed':
      return 'Tệp đạt. Xem lại kết quả kiểm tra rồi trình công bố.';
  }
};

const sentenceOf = (file: DatasetFile, upload: Upload | undefined): string => {
  const last = file.releases.at(-1);
  switch (file.status) {
    case 'draft':
      return draftWords(file, upload);
    case 'submitted':
      return file.mayDo.includes('approve')
        ? 'Xem kết quả kiểm tra, so sánh với bản trước, rồi phê duyệt hoặc trả lại.'
        : 'Đã trình. Chờ cơ quan đầu mối dữ liệu của tỉnh phê duyệt (người phê duyệt khác người trình).';
    case 'approved':
      return 'Đã phê duyệt. Hệ thống đang đặt các tệp lên cổng, thường mất dưới một phút.';
    case 'published':
      return upload
        ? draftWords(file, upload)
        : `Đang công bố bản ${last?.number ?? ''}${last ? ` từ ngày ${dayWords(last.publishedOn)}` : ''}. Tải tệp mới lên khi có bản tiếp theo.`;
    case 'withdrawn':
      return `Đã thu hồi ngày ${file.withdrawal ? dayWords(file.withdrawal.on) : ''}: ${file.withdrawal?.reason ?? ''}`;
  }
};

/** What a file that passed still asks of whoever submits it; each is decided or looked at in the form below. */
const OpenQuestions = ({ report }: { report: CheckReport | undefined }) => {
  const findings = report?.findings?.length ?? 0;
  const guesses = report?.decided?.filter(({ how }) => how === 'guessed').length ?? 0;
  if (findings + guesses === 0) return null;
  return (
    <>
      <p>Trước khi trình còn:</p>
      <ul class="plain-list">
        {findings > 0 ? (
          <li>
            <a href="#finding-choices">{findings} điều đã thấy trong tệp cần quyết định</a>
          </li>
        ) : null}
        {guesses > 0 ? (
          <li>
            <a href="#confirms-guesses">{guesses} điều hệ thống phải đoán cần xem lại</a>
          </li>
        ) : null}
      </ul>
    </>
  );
};

/** Who took part in what was submitted, and therefore leaves the decision to another. */
const tookPart = ({ draft }: DatasetFile): string =>
  [
    ['Người trình', draft?.submittedBy],
    ['Người gửi tệp', draft?.sentBy],
    ['Người chọn cách đọc', draft?.readBy],
  ]
    .flatMap(([part, name]) => (name === undefined ? [] : [`${part}: ${name}.`]))
    .join(' ');

/** What comes next, in words. */
export const NextStep = ({ file, upload }: { file: DatasetFile; upload: Upload | undefined }) => {
  const { me } = useDesk();
  const fourEyes = file.status === 'submitted' && holds(me, 'department') && !file.mayDo.includes('approve');
  const isPublic = file.releases.length > 0 && file.status !== 'withdrawn';
  return (
    <section class="panel next-step" aria-live="polite">
      <h2>Việc tiếp theo</h2>
      <p>{sentenceOf(file, upload)}</p>
      {upload?.status === 'passed' && file.mayDo.includes('submit') ? (
        <OpenQuestions report={upload.report} />
      ) : null}
      {fourEyes ? (
        <p class="note">
          Ai đã trình, gửi tệp hoặc chọn cách đọc tệp thì không được tự phê duyệt (nguyên tắc hai người).{' '}
          {tookPart(file)}
        </p>
      ) : null}
      {isPublic ? (
        <p>
          <a href={`/datasets/${file.slug}/`}>Xem trang công khai</a>
        </p>
      ) : null}
    </section>
  );
};
