import { useState } from 'preact/hooks';
import { DutyKindId, type Duty } from '../../../shared/contract/duties.ts';
import type { DutyFigures } from '../../../shared/contract/duty-figures.ts';
import { operations } from '../../../shared/contract/operations.ts';
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
import { dutyKindWords } from '../words.ts';
import { periodsOf } from './period.ts';

type Line = DutyFigures['sum'] & { place?: number | undefined };

const columns: readonly FiguresColumn<Line>[] = [
  { key: 'place', head: 'Hạng', value: ({ place }) => place, up: true },
  { key: 'fellDue', head: 'Đến hạn', value: ({ fellDue }) => fellDue },
  { key: 'inTime', head: 'Xong đúng hạn', value: ({ inTime }) => inTime },
  { key: 'late', head: 'Xong muộn', value: ({ late }) => late },
  { key: 'notDone', head: 'Quá hạn chưa xong', value: ({ notDone }) => notDone },
  { key: 'handedOnLate', head: 'Chuyển đi khi đã quá hạn', value: ({ handedOnLate }) => handedOnLate },
  { key: 'share', head: 'Đúng hạn (%)', value: ({ shareInTime }) => shareInTime },
  { key: 'mean', head: 'Ngày muộn bình quân', value: ({ meanDaysLate }) => meanDaysLate },
  { key: 'byHouse', head: 'Muộn theo mốc nội bộ', value: ({ byHouse }) => byHouse },
  { key: 'waived', head: 'Được miễn', value: ({ waived }) => waived },
  { key: 'withoutDay', head: 'Xong, không có hạn', value: ({ withoutDay }) => withoutDay },
  { key: 'overdue', head: 'Hôm nay quá hạn', value: ({ overdue }) => overdue },
  { key: 'dueSoon', head: 'Hôm nay sắp đến hạn', value: ({ dueSoon }) => dueSoon },
  { key: 'unknownDay', head: 'Hôm nay chưa rõ hạn', value: ({ unknownDay }) => unknownDay },
];

const monthWords = (month: string): string => month.split('-').reverse().join('/');

const Explained = ({ figures: { fewest, placed, atOnce } }: { figures: DutyFigures }) => (
  <details>
    <summary>Cách tính</summary>
    <ul class="hint">
      <li>
        Một nhiệm vụ tính vào tháng có ngày đến hạn của nó. “Đến hạn” gồm xong đúng hạn, xong muộn, quá hạn mà
        chưa xong, và chuyển đi khi đã quá hạn; nhiệm vụ được miễn không tính.
      </li>
      <li>
        “Đúng hạn (%)” và hạng chỉ nêu khi có từ {fewest} nhiệm vụ đến hạn trong kỳ ({placed} cơ quan): ít hơn
        thì một nhiệm vụ đã làm lệch hơn mười điểm phần trăm. Tỷ lệ bằng nhau thì cùng hạng. Đây là cách làm
        nội bộ, không phải quy định của pháp luật.
      </li>
      <li>“Ngày muộn bình quân” tính trên nhiệm vụ đã xong muộn.</li>
      <li>
        “Muộn theo mốc nội bộ” là phần của “Xong muộn”, “Quá hạn chưa xong” và “Chuyển đi khi đã quá hạn” mà
        ngày đến hạn do cổng hoặc Sở đặt, không do pháp luật định. {atOnce.why} Luật nói “ngay” tại:{' '}
        {atOnce.cites.join('; ')}.
      </li>
      <li>
        “Được miễn” và “Xong, không có hạn” tính vào tháng khép lại. Các cột “Hôm nay” là tình trạng lúc này,
        kể cả nhiệm vụ từ trước kỳ.
      </li>
      <li>
        Nhiệm vụ đã chuyển cơ quan thì tính cho cơ quan đang nhận. Cơ quan đã để quá hạn rồi mới chuyển thì
        việc chậm ấy vẫn tính cho cơ quan đó, ở cột “Chuyển đi khi đã quá hạn”.
      </li>
    </ul>
  </details>
);

/** How agencies stand with their duties in a period and today; a focal officer sees their own and the sum. */
export const DutyAgencies = () => {
  const { call } = useDesk();
  const [year, setYear] = useState<string>();
  const [periodId, setPeriodId] = useState('year');
  const [kind, setKind] = useState<Duty['kind']>();
  // What day it is the portal says with its first answer: this year so far.
  const [today, setToday] = useState<LocalDate>();
  const periods = periodsOf(year ?? today?.slice(0, 4), today?.slice(0, 7));
  const period = periods.find(({ id }) => id === periodId) ?? periods[0];
  const query = {
    ...(year !== undefined && period && { from: period.from, to: period.to }),
    ...(kind && { kind }),
  };
  const asked = useAsked(JSON.stringify(query), async () => {
    const reply = await call(operations.readDutyFigures, { query });
    if (reply.ok) setToday(reply.body.today);
    return reply;
  });
  const [order, setOrder] = useState<FiguresOrder>();
  const figures = asked.body;
  const choosePeriod = (ofYear: string, id: string): void => {
    setYear(ofYear);
    setPeriodId(id);
  };
  return (
    <>
      <Title text="Nhiệm vụ theo cơ quan">
        {today ? <span class="today">Hôm nay {dayWords(today)}</span> : null}
      </Title>
      <p>
        <Link to="/desk/">Về danh sách nhiệm vụ</Link>
      </p>
      {today ? (
        <div class="toolbar">
          <Choice
            label="Năm"
            value={year ?? today.slice(0, 4)}
            options={yearsUntil(today).map((one) => [one, one] as const)}
            choose={(value) => choosePeriod(value, 'year')}
          />
          <Choice
            label="Kỳ"
            value={period?.id ?? 'year'}
            options={periods.map(({ id, label }) => [id, label] as const)}
            choose={(id) => choosePeriod(year ?? today.slice(0, 4), id)}
          />
          <Choice
            label="Loại"
            value={kind ?? ''}
            options={[['', 'Mọi loại'], ...Object.entries(dutyKindWords)]}
            choose={(value) => setKind(DutyKindId.options.find((one) => one === value))}
          />
        </div>
      ) : null}
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !figures ? <Waiting /> : null}
      {figures ? (
        <>
          <FiguresTable<DutyFigures['lines'][number], Line>
            caption={`Từ tháng ${monthWords(figures.from)} đến tháng ${monthWords(figures.to)}. Cơ quan không có nhiệm vụ nào thì không hiện.`}
            columns={columns}
            lines={figures.lines}
            sum={figures.sum}
            order={order}
            setOrder={setOrder}
            csv={`${operations.readDutyFigures.path}?${new URLSearchParams({ ...query, format: 'csv' }).toString()}`}
          />
          <Explained figures={figures} />
        </>
      ) : null}
    </>
  );
};
