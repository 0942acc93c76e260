import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

type Props = {
  file: DatasetFile;
  number: number;
  put: (file: DatasetFile) => void;
  reload: () => void;
};

const Impact = ({ file, number }: Pick<Props, 'file' | 'number'>) => {
  const newest = file.releases.at(-1)?.number;
  const next = file.releases.at(-2)?.number;
  return (
    <div class="problem">
      <p>
        <strong>Rút bản {number} không làm lại được.</strong>
      </p>
      <ul class="plain-list">
        <li>Mọi tệp của bản {number} không tải được nữa; liên kết của bản này trả lời 410, kèm lý do.</li>
        <li>Danh sách trên trang công khai ghi bản {number} đã rút, ngày rút và nguyên văn lý do bạn ghi.</li>
        {number === newest ? (
          <li>
            {next === undefined ? 'Bản mới nhất trong các bản còn lại' : `Bản ${next}`} trở lại là bản mới
            nhất. Hạn cập nhật tính lại từ bản đó.
          </li>
        ) : (
          <li>Bản mới nhất vẫn là bản {newest}.</li>
        )}
        <li>Các bản khác, địa chỉ và trang của bộ dữ liệu giữ nguyên.</li>
      </ul>
    </div>
  );
};

const Form = ({ file, number, put, reload, close }: Props & { close: () => void }) => {
  const { call } = useDesk();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const command = useCommand<DatasetFile>();
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const short = reason.trim().length < 10;
        setWrong(short ? 'Nêu rõ lý do, ít nhất 10 ký tự.' : undefined);
        if (short) return;
        command.run(
          (key) =>
            call(operations.withdrawRelease, { params: { id: file.id, number }, body: { reason } }, key),
          put,
        );
      }}
    >
      <Impact file={file} number={number} />
      <Field
        id={`withdraw-release-${number}`}
        label={`Lý do rút bản ${number}`}
        hint="Hiện công khai; không ghi dữ liệu cá nhân."
        wrong={wrong}
      >
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
          Rút bản {number}
        </button>
        <button type="button" class="quiet" onClick={close}>
          Thôi
        </button>
      </p>
    </form>
  );
};

/** Takes one release back, after saying what that does. */
export const WithdrawRelease = (props: Props) => {
  const [open, setOpen] = useState(false);
  return open ? (
    <Form {...props} close={() => setOpen(false)} />
  ) : (
    <button type="button" class="quiet" onClick={() => setOpen(true)}>
      Rút bản {props.number}…
    </button>
  );
};
