import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useDesk } from '../context.ts';
import { ReasonForm } from './reason-form.tsx';

type Props = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };

const Impact = ({ file }: { file: DatasetFile }) => (
  <div class="problem">
    <p>
      <strong>Thu hồi không làm lại được.</strong>
    </p>
    <ul class="plain-list">
      <li>
        {file.releasesStanding === 0
          ? 'Bản đang được đặt lên cổng sẽ không được công bố'
          : `Tất cả tệp của ${file.releasesStanding} bản phát hành sẽ không tải được nữa`}
        ; mọi liên kết trả lời 410.
      </li>
      <li>Trang công khai được thay bằng thông báo thu hồi, kèm nguyên văn lý do bạn ghi.</li>
      <li>Chương trình của người dùng đang đọc các liên kết này sẽ ngừng nhận dữ liệu.</li>
    </ul>
  </div>
);

/** Takes a dataset from public view, after saying what that does. */
export const WithdrawPanel = ({ file, put, reload }: Props) => {
  const { call } = useDesk();
  const [open, setOpen] = useState(false);
  return (
    <section class="panel">
      <h2>Thu hồi</h2>
      {open ? (
        <ReasonForm
          id="withdraw-reason"
          label="Lý do thu hồi"
          hint="Hiện công khai; không ghi dữ liệu cá nhân."
          least={10}
          submit="Thu hồi bộ dữ liệu"
          danger
          send={(reason, key) =>
            call(operations.withdrawDataset, { params: { id: file.id }, body: { reason } }, key)
          }
          put={put}
          reload={reload}
          close={() => setOpen(false)}
        >
          <Impact file={file} />
        </ReasonForm>
      ) : (
        <button type="button" class="quiet" onClick={() => setOpen(true)}>
          Thu hồi bộ dữ liệu này…
        </button>
      )}
    </section>
  );
};
