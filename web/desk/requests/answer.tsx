import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { Tick } from '../parts/tick.tsx';
import { ActForm, type ActProps } from './act-form.tsx';
import { DatasetPicker, type ChosenDataset } from './dataset-picker.tsx';
import { AnswerFiles, useAnswerFiles, WAIT_FOR_FILES, whenScanned } from './answer-files.tsx';

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
  const sending = useAnswerFiles(request.code);
  const [datasets, setDatasets] = useState<readonly ChosenDataset[]>([]);
  const [isOnPaper, setOnPaper] = useState(false);
  const [finding, setFinding] = useState<'' | 'upheld' | 'not-upheld'>('');

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
        ...(sending.isBusy ? { files: WAIT_FOR_FILES } : {}),
      })}
      send={(text, key) =>
        whenScanned(() =>
          call(
            operations.answerRequest,
            {
              params: { code: request.code },
              body: {
                text,
                files: sending.files,
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
          <AnswerFiles sending={sending} wrong={wrong['files']} />
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
