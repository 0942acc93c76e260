import { useState } from 'preact/hooks';
import type { Problem } from '../../../shared/contract/problems.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { displayBytes } from '../../display.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { wholeFileHash } from './browser-ports.ts';
import { FileChoice } from './file-choice.tsx';
import { Progress } from './progress.tsx';
import { whyNotTheSame } from './plan.ts';
import { useUpload } from './use-upload.ts';

type Props = {
  file: DatasetFile;
  /** An upload begun earlier and not finished, perhaps in another browser. */
  unfinished: Upload | undefined;
  /** A file that passed stands ready; another would take its place. */
  replaces: boolean;
  onBegun: (uploadId: string) => void;
  onAbandoned: () => void;
  onComplete: () => void;
  reload: () => void;
};

/** Choose a file, see it go, pause, take it up again after a reload. */
export const UploadPanel = ({
  file,
  unfinished,
  replaces,
  onBegun,
  onAbandoned,
  onComplete,
  reload,
}: Props) => {
  const { call } = useDesk();
  const upload = useUpload(onComplete);
  const [problem, setProblem] = useState<Problem>();
  const [wrong, setWrong] = useState<string>();
  const [preparing, setPreparing] = useState(false);
  const resumable = unfinished;

  const choose = async (chosen: File): Promise<void> => {
    setProblem(undefined);
    const why = resumable
      ? whyNotTheSame(resumable, chosen)
      : chosen.size === 0
        ? 'Tệp này trống (0 byte). Chọn tệp có dữ liệu.'
        : undefined;
    setWrong(why);
    if (why !== undefined) return;
    if (resumable) {
      upload.begin(resumable, chosen);
      return;
    }
    setPreparing(true);
    const sha256 = await wholeFileHash(chosen);
    const reply = await call(operations.startUpload, {
      params: { id: file.id },
      body: { fileName: chosen.name.normalize('NFC'), bytes: chosen.size, ...(sha256 ? { sha256 } : {}) },
    });
    setPreparing(false);
    if (!reply.ok) {
      setProblem(reply.problem);
      return;
    }
    onBegun(reply.body.id);
    upload.begin(reply.body, chosen);
  };

  if (upload.state && upload.state.phase !== 'complete')
    return (
      <section class="panel">
        <h2>Đang tải lên</h2>
        <Progress
          state={upload.state}
          pause={upload.pause}
          resume={upload.resume}
          again={() => {
            upload.forget();
            onAbandoned();
          }}
        />
        <ProblemNotice problem={upload.state.problem} />
      </section>
    );
  return (
    <section class="panel">
      <h2>{resumable ? 'Tải tiếp tệp đang dở' : replaces ? 'Thay bằng tệp khác' : 'Tải tệp lên'}</h2>
      {resumable ? (
        <p>
          Đã nhận {resumable.partsReceived.length}/{resumable.partCount} phần của tệp{' '}
          <strong>{resumable.fileName}</strong> ({displayBytes(resumable.bytes, 'vi')}). Chọn lại đúng tệp đó
          để gửi tiếp phần còn thiếu.
        </p>
      ) : (
        <p>
          Một tệp bảng (CSV mọi bảng mã, Excel .xlsx hoặc .xls, JSON), GeoJSON, hoặc gói zip chứa một tệp như
          vậy. Mạng gián đoạn hay tải lại trang thì vẫn gửi tiếp được.
        </p>
      )}
      <FileChoice choose={(chosen) => void choose(chosen)} wrong={wrong} busy={preparing} />
      <ProblemNotice problem={problem} reload={reload} />
      {resumable ? (
        <p class="actions">
          <button type="button" class="quiet" onClick={onAbandoned}>
            Bỏ lượt dở, tải tệp khác
          </button>
        </p>
      ) : null}
    </section>
  );
};
