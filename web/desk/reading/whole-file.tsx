import type { CheckReport } from '../../../shared/contract/uploads.ts';
import type { Reading } from '../../../shared/kernel/reading.ts';
import { markedWords, whatWords } from '../file/decided-words.ts';
import { Field } from '../parts/field.tsx';
import { choicesIn, told, understoodHeader, type OfferedChoice } from './reading-form.ts';

type Props = { report: CheckReport; reading: Reading; change: (reading: Reading) => void };

const Choice = ({ offered, reading, change }: Omit<Props, 'report'> & { offered: OfferedChoice }) => {
  const { what, chosen, values } = offered;
  const chosenByOfficer = reading[what];
  return (
    <Field id={`reading-${what}`} label={whatWords[what]} wrong={undefined}>
      {(attributes) => (
        <select
          {...attributes}
          value={chosenByOfficer === undefined ? '' : String(chosenByOfficer)}
          onChange={(event) => change(told(reading, what, event.currentTarget.value))}
        >
          <option value="">
            {chosen === undefined
              ? 'Chọn một…'
              : `Để hệ thống quyết định (đã hiểu: ${markedWords(offered, chosen)})`}
          </option>
          {values.map((value) => (
            <option key={value} value={value}>
              {markedWords(offered, value)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

const numberIn = (text: string): number | undefined =>
  /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;

/** Where the table stands in the file: rows as the spreadsheet or the editor numbers them. */
const Place = ({ report, reading, change }: Props) => {
  const { headerRows, lastRow, ...rest } = reading;
  const first = headerRows?.first;
  const understood = understoodHeader(report);
  const count = headerRows?.count ?? understood?.count ?? 1;
  const setHeader = (at: number | undefined, count: number): void =>
    change({
      ...rest,
      ...(lastRow === undefined ? {} : { lastRow }),
      ...(at === undefined ? {} : { headerRows: { first: at, count } }),
    });
  return (
    <div class="pair">
      <Field
        id="reading-header"
        label="Tên cột bắt đầu ở dòng"
        hint="Để trống: hệ thống tự tìm"
        wrong={undefined}
      >
        {(attributes) => (
          <input
            {...attributes}
            inputmode="numeric"
            value={first ?? ''}
            placeholder={understood ? String(understood.first) : undefined}
            onChange={(event) => setHeader(numberIn(event.currentTarget.value), count)}
          />
        )}
      </Field>
      <Field
        id="reading-header-count"
        label="Số dòng tên cột"
        hint="0: tệp không có tên cột"
        wrong={undefined}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={String(count)}
            onChange={(event) =>
              setHeader(first ?? understood?.first ?? 1, Number(event.currentTarget.value))
            }
          >
            {Array.from({ length: 11 }, (_, rows) => (
              <option key={rows} value={String(rows)}>
                {rows}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="reading-last" label="Dòng dữ liệu cuối cùng" hint="Bên dưới là ghi chú" wrong={undefined}>
        {(attributes) => (
          <input
            {...attributes}
            inputmode="numeric"
            value={lastRow ?? ''}
            onChange={(event) => {
              const row = numberIn(event.currentTarget.value);
              const { lastRow: _before, ...others } = reading;
              change(row === undefined ? others : { ...others, lastRow: row });
            }}
          />
        )}
      </Field>
    </div>
  );
};

/** What is chosen for the file as a whole: encoding, sheet, place of the table, subtotals. */
export const WholeFile = ({ report, reading, change }: Props) => (
  <>
    {choicesIn(report).map((offered) => (
      <Choice key={offered.what} offered={offered} reading={reading} change={change} />
    ))}
    {report.format === 'geojson' || report.format === 'json' ? null : (
      <Place report={report} reading={reading} change={change} />
    )}
  </>
);
