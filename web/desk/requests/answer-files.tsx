import { useState } from 'preact/hooks';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { takenForInput } from '../../../shared/kernel/file-kinds.ts';
import type { RequestCode } from '../../../shared/kernel/ids.ts';
import type { Reply } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { sendAnswerFile, type SentFile } from './send-file.ts';

const SCAN_POLL_MS = 2000;
const SCAN_PATIENCE = 60;

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A file just sent is scanned first: asks again until it is, for two minutes. */
export const whenScanned = async (
  send: () => Promise<Reply<RequestAtDesk>>,
): Promise<Reply<RequestAtDesk>> => {
  let reply = await send();
  for (let turn = 0; turn < SCAN_PATIENCE; turn++) {
    if (reply.ok || reply.problem.type !== '/problems/file-not-ready') return reply;
    await later(SCAN_POLL_MS);
    reply = await send();
  }
  return reply;
};

export const WAIT_FOR_FILES = 'Đợi tệp gửi xong.';

/** The files that go out with an answer, sent to the store while it is being written. */
export const useAnswerFiles = (code: RequestCode) => {
  const { call } = useDesk();
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [sending, setSending] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const add = async (chosen: FileList | null): Promise<void> => {
    setFailed(undefined);
    for (const file of chosen ?? []) {
      setSending(file.name);
      const outcome = await sendAnswerFile(call, code, file);
      if (outcome.ok) setFiles((before) => [...before, outcome.file]);
      else setFailed(`${file.name}: ${outcome.why}`);
    }
    setSending(undefined);
  };
  return {
    files: files.map(({ id, name }) => ({ id, name })),
    isBusy: sending !== undefined,
    sending,
    failed,
    add,
    leaveOut: (id: string) => setFiles((before) => before.filter((file) => file.id !== id)),
  };
};

/** Choosing them, what is on its way, and what lies there already. */
export const AnswerFiles = ({
  sending: { files, sending, failed, add, leaveOut },
  wrong,
}: {
  sending: ReturnType<typeof useAnswerFiles>;
  wrong: string | undefined;
}) => (
  <>
    <Field
      id="act-files"
      label="Tệp trả lời (không bắt buộc)"
      hint="Tài liệu, ảnh, bảng số liệu hoặc tệp zip; mỗi tệp tối đa 20 MB; được quét mã độc trước khi gửi đi."
      wrong={wrong ?? failed}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="file"
          accept={takenForInput}
          multiple
          disabled={sending !== undefined}
          onChange={(event) => {
            void add(event.currentTarget.files);
          }}
        />
      )}
    </Field>
    <p class="hint" role="status">
      {sending ? `Đang gửi ${sending}…` : ''}
    </p>
    {files.length > 0 ? (
      <ul class="plain-list" aria-label="Tệp đã gửi lên">
        {files.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <button type="button" class="quiet" onClick={() => leaveOut(id)}>
              Bỏ {name}
            </button>
          </li>
        ))}
      </ul>
    ) : null}
  </>
);
