import type { CheckReport } from '../../../shared/contract/uploads.ts';
import { CellsAs, type Reading } from '../../../shared/kernel/reading.ts';
import { valueWords } from '../file/decided-words.ts';
import { Field } from '../parts/field.tsx';
import { withCells } from './reading-form.ts';

type Props = { report: CheckReport; reading: Reading; change: (reading: Reading) => void };

/** What is taken of numbers that the sheet shows as days, times, percentages or codes: chosen column by column. */
export const Cells = ({ report: { decided = [] }, reading, change }: Props) => {
  const columns = decided.flatMap(({ what, columnName, chosen, alternatives }) =>
    what === 'cells' && columnName !== undefined ? [{ columnName, chosen, alternatives }] : [],
  );
  if (columns.length === 0) return null;
  return (
    <fieldset class="columns">
      <legend>Ô có định dạng của bảng tính</legend>
      <p class="hint">
        Các cột này lưu số, nhưng bảng tính hiện ngày, giờ, phần trăm hoặc mã. Mẫu trước và sau nằm ở mục “Hệ
        thống đã hiểu tệp thế nào”.
      </p>
      {columns.map(({ columnName, chosen, alternatives }, index) => (
        <Field key={columnName} id={`reading-cells-${index + 1}`} label={columnName} wrong={undefined}>
          {(attributes) => (
            <select
              {...attributes}
              value={reading.cells?.find(({ column }) => column === columnName)?.as ?? ''}
              onChange={(event) =>
                change(withCells(reading, columnName, CellsAs.safeParse(event.currentTarget.value).data))
              }
            >
              <option value="">{`Để hệ thống quyết định (đã hiểu: ${valueWords('cells', chosen)})`}</option>
              {[chosen, ...alternatives].map((value) => (
                <option key={value} value={value}>
                  {valueWords('cells', value)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </fieldset>
  );
};
