import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestFiguresOfAll } from '../../../shared/contract/request-register.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Choice } from '../parts/choice.tsx';
import { FiguresTable, type FiguresColumn, type FiguresOrder } from '../parts/figures-table.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords, yearsUntil } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { notRecordedWords } from './words.ts';

type Sum = RequestFiguresOfAll['sum'];

const columns: readonly FiguresColumn<Sum>[] = [
  { key: 'received', head: 'Đã nhận', value: ({ received }) => received },
  { key: 'resolved', head: 'Đã giải quyết', value: ({ resolved }) => resolved },
  { key: 'refused', head: 'Đã từ chối', value: ({ refused }) => refused },
  { key: 'withdrawn', head: 'Người yêu cầu đã rút', value: ({ withdrawn }) => withdrawn },
  { key: 'lapsed', head: 'Khép lại vì quá hạn bổ sung', value: ({ lapsed }) => lapsed },
  { key: 'open', head: 'Đang mở', value: ({ open }) => open },
  { key: 'overdue', head: 'Đang quá hạn', value: ({ overdue }) => overdue },
  { key: 'complaints', head: 'Khiếu nại', value: ({ complaints }) => complaints },
  { key: 'lawsuits', head: 'Khởi kiện', value: ({ lawsuits }) => lawsuits },
  { key: 'answeredLate', head: 'Khép lại sau hạn', value: ({ answeredLate }) => answeredLate },
  { key: 'handedOnLate', head: 'Chuyển đi khi đã quá hạn', value: ({ handedOnLate }) => handedOnLate },
];

/** What the law has counted of requests, agency by agency and for the province. */
export const RequestFiguresScreen = () => {
  const { call } = useDesk();
  const [year, setYear] = useState<string>();
  const [today, setToday] = useState<LocalDate>();
  const asked = useAsked(String(year), async () => {
    const reply = await call(operations.listRequestFigures, { query: { year } });
    if (reply.ok) setToday(reply.body.today);
    return reply;
  });
  const [order, setOrder] = useState<FiguresOrder>();
  const figures = asked.body;
  return (
    <>
      <Title text="Số liệu yêu cầu toàn tỉnh">
        {today ? <span class="today">Hôm nay {dayWords(today)}</span> : null}
      </Title>
      <p>
        <Link to="/desk/requests">Về danh sách yêu cầu</Link>
      </p>
      {today ? (
        <div class="toolbar">
          <Choice
            label="Năm nhận"
            value={year ?? today.slice(0, 4)}
            options={yearsUntil(today).map((one) => [one, one] as const)}
            choose={setYear}
          />
        </div>
      ) : null}
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !figures ? <Waiting /> : null}
      {figures ? (
        <>
          <FiguresTable<RequestFiguresOfAll['lines'][number], Sum>
            caption={`Yêu cầu nhận trong năm ${figures.year}. Cơ quan không nhận yêu cầu nào thì không hiện.`}
            columns={columns}
            lines={figures.lines}
            sum={figures.sum}
            order={order}
            setOrder={setOrder}
            csv={`${operations.listRequestFigures.path}?year=${figures.year}&format=csv`}
          />
          <p class="hint">
            {notRecordedWords(figures)}
            {figures.cites.length > 0 ? ` Căn cứ: ${figures.cites.join('; ')}.` : ''} Yêu cầu đã chuyển thì
            tính cho cơ quan đang giải quyết; “Chuyển đi khi đã quá hạn” tính cho cơ quan đã để quá hạn.
          </p>
        </>
      ) : null}
    </>
  );
};
