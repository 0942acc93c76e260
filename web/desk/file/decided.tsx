import type { CheckReport } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';
import { Heads } from '../parts/heads.tsx';
import { hiddenSheetIn, markedWords, surenessWords, whatWords } from './decided-words.ts';

type Decision = NonNullable<CheckReport['decided']>[number];

const headings = ['Nội dung', 'Đã hiểu là', 'Mức chắc chắn', 'Cũng có thể là'] as const;

const nameOf = ({ what, columnName }: Decision): string =>
  columnName === undefined ? whatWords[what] : `${whatWords[what]}, cột “${columnName}”`;

/** What stood in the file and what was made of it. */
const Samples = ({ decision }: { decision: Decision }) =>
  decision.samples.length === 0 ? null : (
    <details>
      <summary>
        {nameOf(decision)}: xem {decision.samples.length} mẫu trước và sau
      </summary>
      <div class="scroll" role="region" aria-label={`Trước và sau: ${nameOf(decision)}`} tabindex={0}>
        <table class="data">
          <thead>
            <tr>
              <th scope="col" class="number">
                Dòng
              </th>
              <th scope="col">Trước</th>
              <th scope="col">Sau</th>
            </tr>
          </thead>
          <tbody>
            {decision.samples.map(({ row, before, after }, index) => (
              <tr key={index}>
                <td class="number">{row === undefined ? '–' : displayNumber(row, 'vi')}</td>
                <td>{before}</td>
                <td>{after === '' ? <span class="void">bỏ</span> : after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );

const OTHERS_SHOWN = 6;

/** What else it could be; a long list is chosen from below, not read here. */
const otherWords = (decision: Decision): string => {
  const { alternatives } = decision;
  const few = alternatives.slice(0, OTHERS_SHOWN).map((value) => markedWords(decision, value));
  const more = alternatives.length - few.length;
  return `${few.join('; ') || '–'}${more > 0 ? `; và ${more} cách khác` : ''}`;
};

/** How the file was understood: what is sure, what was guessed, what else it could be. */
export const Understood = ({ report: { decided = [] } }: { report: CheckReport }) =>
  decided.length === 0 ? null : (
    <>
      <h3>Hệ thống đã hiểu tệp thế nào</h3>
      <table class="rows" role="table">
        <caption>Hãy xem lại những mục hệ thống phải đoán</caption>
        <Heads heads={headings} />
        <tbody role="rowgroup">
          {decided.map((decision, index) => (
            <tr role="row" key={index}>
              <td role="cell" data-label={headings[0]}>
                {nameOf(decision)}
              </td>
              <td role="cell" data-label={headings[1]} class="wide">
                <strong>{markedWords(decision, decision.chosen)}</strong>
              </td>
              <td role="cell" data-label={headings[2]}>
                {surenessWords(decision)}
              </td>
              <td role="cell" data-label={headings[3]} class="wide">
                {otherWords(decision)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {decided.map((decision, index) => (
        <Samples decision={decision} key={index} />
      ))}
    </>
  );

/** Said where one decides: nobody who opens the file sees the sheet that is published. */
export const FromHiddenSheet = ({ report }: { report: CheckReport | undefined }) => {
  const sheet = hiddenSheetIn(report?.decided);
  return sheet === undefined ? null : (
    <p class="note warn">
      <strong>Bảng sẽ công bố lấy từ trang tính ẩn “{sheet}”.</strong> Người mở tệp không thấy trang này.
    </p>
  );
};
