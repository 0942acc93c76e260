import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { takenForInput } from '../../../shared/kernel/file-kinds.ts';
import type { Reply } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { Tick } from '../parts/tick.tsx';
import { ActForm, type ActProps } from './act-form.tsx';
import { DatasetPicker, type ChosenDataset } from './dataset-picker.tsx';
import { sendAnswerFile, type SentFile } from './send-file.ts';

const SCAN_POLL_MS = 2000;
const SCAN_PATIENCE = 60;

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A file just sent is scanned first: asks again until it is, for two minutes. */
const whenScanned = async (send: () => Promise<Reply<RequestAtDesk>>): Promise<Reply<RequestAtDesk>> => {
  let reply = await send();
  for (let turn = 0; turn < SCAN_PATIENCE; turn++) {
    if (reply.ok || reply.problem.type !== '/problems/file-not-ready') return reply;
    await later(SCAN_POLL_MS);
    reply = await send();
  }
  return reply;
};

const isReport = (kind: RequestAtDesk['kind']): boolean =>
  kind === 'challenge' || kind === 'error-report' || kind === 'correction';

/** Another person's information, and no consent of theirs that came and was scanned. */
const lacksConsent = ({ content, files }: RequestAtDesk): boolean =>
  content?.kind === 'information' &&
  content.asks.subject === 'consented' &&
  !files.some(({ role, state }) => role === 'consent' && state === 'ready');

/** Answers: words, files, and open datasets where the answer stands already; of a report, whether it was right. */
export const AnswerForm = (props: ActProps) => {
  const { call } = useDesk();
  const { request } = props;
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [sending, setSending] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const [datasets, setDatasets] = useState<readonly ChosenDataset[]>([]);
  const [isOnPaper, setOnPaper] = useState(false);
  const [finding, setFinding] = useState<'' | 'upheld' | 'not-upheld'>('');

  const add = async (chosen: FileList | null): Promise<void> => {
    setFailed(undefined);
    for (const file of chosen ?? []) {
      setSending(file.name);
      const outcome = await sendAnswerFile(call, request.code, file);
      if (outcome.ok) setFiles((before) => [...before, outcome.file]);
      else setFailed(`${file.name}: ${outcome.why}`);
    }
    setSending(undefined);
  };

  return (
    <ActForm
      {...props}
      field="Nội dung trả lời"
      follows="Trả lời khép lại yêu cầu. Người yêu cầu nhận tệp qua liên kết riêng có hạn."
      submit="Gửi trả lời"
      busyWords="Đang gửi, đợi quét tệp…"
      missing={() => ({
        ...(isReport(request.kind) && finding === '' ? { finding: 'Chọn kết luận.' } : {}),
        ...(lacksConsent(request) && !isOnPaper
          ? { consent: 'Đợi văn bản đồng ý được gửi và quét xong, hoặc xác nhận đã có bản giấy.' }
          : {}),
        ...(sending ? { files: 'Đợi tệp gửi xong.' } : {}),
      })}
      send={(text, key) =>
        whenScanned(() =>
          call(
            operations.answerRequest,
            {
              params: { code: request.code },
              body: {
                text,
                files: files.map(({ id, name }) => ({ id, name })),
                datasets: datasets.map(({ id }) => id),
                ...(finding === '' ? {} : { finding }),
                ...(isOnPaper ? { consentSeenOnPaper: true as const } : {}),
              },
            },
            key,
          ),
        )
      }
    >
      {(wrong) => (
        <>
          {isReport(request.kind) ? (
            <Field id="act-finding" label="Kết luận" wrong={wrong['finding']}>
              {(attributes) => (
                <select
                  {...attributes}
                  value={finding}
                  onChange={(event) => setFinding(event.currentTarget.value as typeof finding)}
                >
                  <option value="">Chọn…</option>
                  <option value="upheld">Phản ánh đúng</option>
                  <option value="not-upheld">Phản ánh không đúng</option>
                </select>
              )}
            </Field>
          ) : null}
          {lacksConsent(request) ? (
            <Tick
              id="act-consent"
              label="Chưa nhận được tệp văn bản đồng ý. Tôi xác nhận cơ quan đã có văn bản này bằng giấy."
              checked={isOnPaper}
              wrong={wrong['consent']}
              change={setOnPaper}
            />
          ) : null}
          <Field
            id="act-files"
            label="Tệp trả lời (không bắt buộc)"
            hint="Tài liệu, ảnh, bảng số liệu hoặc tệp zip; mỗi tệp tối đa 20 MB; được quét mã độc trước khi gửi đi."
            wrong={wrong['files'] ?? failed}
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
              {files.map((file) => (
                <li key={file.id}>
                  {file.name}{' '}
                  <button
                    type="button"
                    class="quiet"
                    onClick={() => setFiles((before) => before.filter(({ id }) => id !== file.id))}
                  >
                    Bỏ {file.name}
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <DatasetPicker
            id="act-datasets"
            label="Bộ dữ liệu đã công bố có câu trả lời (không bắt buộc)"
            chosen={datasets}
            change={setDatasets}
          />
        </>
      )}
    </ActForm>
  );
};
