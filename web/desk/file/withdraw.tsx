import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

type Props = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };

const Impact = ({ file }: { file: DatasetFile }) => {
  return (
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
};

/** Takes a dataset from public view, after saying what that does. */
export const WithdrawPanel = ({ file, put, reload }: Props) => {
  const { call } = useDesk();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const command = useCommand<DatasetFile>();
  return (
    <section class="panel">
      <h2>Thu hồi</h2>
      {open ? (
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const short = reason.trim().length < 10;
            setWrong(short ? 'Nêu rõ lý do, ít nhất 10 ký tự.' : undefined);
            if (short) return;
            command.run(
              (key) => call(operations.withdrawDataset, { params: { id: file.id }, body: { reason } }, key),
              put,
            );
          }}
        >
          <Impact file={file} />
          <Field id="withdraw-reason" label="Lý do thu hồi" hint="Hiện công khai." wrong={wrong}>
            {(attributes) => (
              <textarea
                {...attributes}
                rows={3}
                maxlength={2000}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
          <ProblemNotice problem={command.problem} reload={reload} />
          <p class="actions">
            <button type="submit" class="danger" disabled={command.busy}>
              Thu hồi bộ dữ liệu
            </button>
            <button type="button" class="quiet" onClick={() => setOpen(false)}>
              Thôi
            </button>
          </p>
        </form>
      ) : (
        <button type="button" class="quiet" onClick={() => setOpen(true)}>
          Thu hồi bộ dữ liệu này…
        </button>
      )}
    </section>
  );
};
