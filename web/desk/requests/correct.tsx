import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { dayWords } from '../parts/time-words.ts';
import { ActForm, type ActProps } from './act-form.tsx';
import { AnswerFiles, useAnswerFiles, WAIT_FOR_FILES, whenScanned } from './answer-files.tsx';
import { formActs } from './words.ts';

/** The agency found by itself that what it gave is wrong: since when it knows, and what is wrong with it. */
export const FindWrongForm = (props: ActProps) => {
  const { call } = useDesk();
  const { request } = props;
  const { code, closedOn = request.today, today } = request;
  const [typed, setTyped] = useState<string>(today);
  const day = LocalDate.safeParse(typed).data;
  const isFit = day !== undefined && day >= closedOn && day <= today;
  return (
    <ActForm
      {...props}
      field="Điều không chính xác"
      follows="Người đã nhận thông tin được báo ngay. Hạn đính chính, cung cấp lại tính từ ngày phát hiện."
      submit="Ghi nhận và báo người yêu cầu"
      missing={() =>
        isFit ? {} : { discoveredOn: `Chọn một ngày từ ${dayWords(closedOn)} đến ${dayWords(today)}.` }
      }
      send={(text, key) =>
        call(
          operations.findAnswerWrong,
          { params: { code }, body: { text, discoveredOn: day ?? today } },
          key,
        )
      }
    >
      {(wrong) => (
        <Field id="discoveredOn" label="Ngày phát hiện" wrong={wrong['discoveredOn']}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              min={closedOn}
              max={today}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </ActForm>
  );
};

/** Puts it right: the right information, in words and files. */
export const CorrectForm = (props: ActProps) => {
  const { call } = useDesk();
  const { code } = props.request;
  const sending = useAnswerFiles(code);
  return (
    <ActForm
      {...props}
      field="Thông tin đúng"
      follows="Người yêu cầu nhận thông tin đúng và tệp qua liên kết riêng. Phần trả lời trước vẫn còn trong diễn biến."
      submit={formActs.correct}
      busyWords="Đang gửi, đợi quét tệp…"
      missing={() => (sending.isBusy ? { files: WAIT_FOR_FILES } : {})}
      send={(text, key) =>
        whenScanned(() =>
          call(operations.correctAnswer, { params: { code }, body: { text, files: sending.files } }, key),
        )
      }
    >
      {(wrong) => <AnswerFiles sending={sending} wrong={wrong['files']} />}
    </ActForm>
  );
};
