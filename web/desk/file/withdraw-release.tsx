import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { useDesk } from '../context.ts';
import { ReasonForm } from './reason-form.tsx';

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

/** Takes one release back, after saying what that does. */
export const WithdrawRelease = (props: Props) => {
  const { call } = useDesk();
  const [open, setOpen] = useState(false);
  const { file, number } = props;
  return open ? (
    <ReasonForm
      id={`withdraw-release-${number}`}
      label={`Lý do rút bản ${number}`}
      hint="Hiện công khai; không ghi dữ liệu cá nhân."
      least={10}
      submit={`Rút bản ${number}`}
      danger
      send={(reason, key) =>
        call(operations.withdrawRelease, { params: { id: file.id, number }, body: { reason } }, key)
      }
      put={props.put}
      reload={props.reload}
      close={() => setOpen(false)}
    >
      <Impact file={file} number={number} />
    </ReasonForm>
  ) : (
    <button type="button" class="quiet" onClick={() => setOpen(true)}>
      Rút bản {number}…
    </button>
  );
};
