import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { CheckReport, Upload } from '../../../shared/contract/uploads.ts';
import type { Reading } from '../../../shared/kernel/reading.ts';
import { fitting, readFileOf } from '../../../shared/kernel/reading-fit.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Cells } from './cells.tsx';
import { Columns } from './columns.tsx';
import { Guesses } from './guesses.tsx';
import { choicesIn, wrongColumns } from './reading-form.ts';
import { WholeFile } from './whole-file.tsx';

type Props = { upload: Upload; report: CheckReport; reload: () => void };

/** How the file is read: what was understood can be told otherwise, and the same file is then checked again. */
export const ReadingPanel = ({ upload, report, reload }: Props) => {
  const { call } = useDesk();
  // What an earlier file of the dataset was told and this one has no place for is not sent back.
  const before = fitting(report.reading ?? {}, readFileOf(report));
  const [reading, setReading] = useState<Reading>(before);
  const [sent, setSent] = useState<Reading>({});
  const command = useCommand<Upload>();
  const isChanged = JSON.stringify(reading) !== JSON.stringify(before);
  const wrong = wrongColumns(sent, command.problem?.errors);
  const choose = (chosen: Reading): void => {
    setSent(chosen);
    command.run(
      () => call(operations.chooseReading, { params: { id: upload.id }, body: { reading: chosen } }),
      () => reload(),
    );
  };
  // A file that cannot be read without a choice shows the choice at once.
  const isAsked = choicesIn(report).some(({ chosen }) => chosen === undefined);
  return (
    <details class="reading" open={isAsked || report.problemTotal > 0}>
      <summary>Đọc tệp theo cách khác, sửa lược đồ các cột</summary>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          choose(reading);
        }}
      >
        <Guesses report={report} reading={reading} change={setReading} />
        <WholeFile report={report} reading={reading} change={setReading} />
        <Cells report={report} reading={reading} change={setReading} />
        {report.schema ? (
          <Columns schema={report.schema} reading={reading} change={setReading} wrong={wrong} />
        ) : null}
        <ProblemNotice problem={command.problem} reload={reload} />
        <p class="actions">
          <button type="submit" disabled={command.busy || !isChanged}>
            {command.busy ? 'Đang gửi…' : 'Đọc lại tệp theo lựa chọn này'}
          </button>
          {Object.keys(before).length > 0 ? (
            <button type="button" class="quiet" disabled={command.busy} onClick={() => choose({})}>
              Bỏ mọi lựa chọn, để hệ thống tự đọc
            </button>
          ) : null}
        </p>
        <p class="hint">Tệp không phải gửi lại. Kết quả kiểm tra mới sẽ thay kết quả này.</p>
      </form>
    </details>
  );
};
