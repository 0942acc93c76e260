import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestLine } from '../../../shared/contract/requests.ts';
import { holds, seesAll, useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Heads } from '../parts/heads.tsx';
import { dueOrWhy } from '../parts/due-words.ts';
import { More, usePages } from '../paging.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords, daysLeftWords } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { RegisterPanel } from './register.tsx';
import { channelWords, toneOf } from './words.ts';

/** By when, with what makes a day less than the law's own; or why there is none. */
export const Due = ({ line }: { line: Pick<RequestLine, 'deadline' | 'overdue' | 'daysLeft'> }) => (
  <>
    {dueOrWhy(line.deadline)} {line.overdue ? <span class="chip bad">Quá hạn</span> : null}
    {!line.overdue && line.daysLeft !== undefined ? (
      <span class="hint">{daysLeftWords(line.daysLeft)}</span>
    ) : null}
  </>
);

const Row = ({ line }: { line: RequestLine }) => (
  <tr role="row">
    <th role="rowheader" scope="row">
      <Link to={`/desk/requests/${line.code}`}>{line.code}</Link>
    </th>
    <td role="cell" data-label="Loại">
      {line.kindTitle}
    </td>
    <td role="cell" data-label="Cơ quan">
      {line.agency.name}
    </td>
    <td role="cell" data-label="Nhận">
      {dayWords(line.receivedOn)}, {channelWords[line.channel]}
    </td>
    <td role="cell" data-label="Tình trạng">
      <Chip word={{ text: line.statusTitle, tone: toneOf[line.status] }} />{' '}
      {line.correcting ? <span class="chip warn">Đang đính chính</span> : null}
    </td>
    <td role="cell" data-label="Hạn trả lời">
      <Due line={line} />
    </td>
  </tr>
);

/** The inbox by due day: what has no day first, for it needs a person most. */
export const Requests = () => {
  const { call, me } = useDesk();
  const [closed, setClosed] = useState<'yes' | 'no'>('no');
  const {
    first: asked,
    items: lines,
    further,
  } = usePages(closed, (cursor) => call(operations.listRequests, { query: { closed, limit: 50, cursor } }));
  const mayEnter = holds(me, 'focal') || holds(me, 'department');
  return (
    <>
      <Title text="Yêu cầu của người dân">
        {mayEnter ? (
          <Link to="/desk/requests/new" class="button">
            Ghi nhận yêu cầu tại trụ sở, bưu chính
          </Link>
        ) : null}
        {seesAll(me) ? <Link to="/desk/requests/figures">Số liệu toàn tỉnh</Link> : null}
      </Title>
      <div class="toolbar">
        <label class="inline-field">
          <span>Hiện</span>
          <select
            value={closed}
            onChange={(event) => setClosed(event.currentTarget.value === 'yes' ? 'yes' : 'no')}
          >
            <option value="no">Đang mở, gần hạn trước</option>
            <option value="yes">Đã khép lại, mới trước</option>
          </select>
        </label>
      </div>
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !asked.body ? <Waiting /> : null}
      {asked.body && lines.length === 0 ? (
        <p class="empty">
          {closed === 'no' ? 'Không có yêu cầu nào đang mở.' : 'Chưa có yêu cầu nào đã khép.'}
        </p>
      ) : null}
      {lines.length > 0 ? (
        <table class="rows" role="table">
          <caption>
            {closed === 'no' ? 'Yêu cầu đang mở, theo hạn trả lời' : 'Yêu cầu đã khép lại, mới trước'}
          </caption>
          <Heads heads={['Mã', 'Loại', 'Cơ quan', 'Nhận', 'Tình trạng', 'Hạn trả lời']} />
          <tbody role="rowgroup">
            {lines.map((line) => (
              <Row key={line.code} line={line} />
            ))}
          </tbody>
        </table>
      ) : null}
      <More further={further} />
      {asked.body && mayEnter ? <RegisterPanel today={asked.body.today} /> : null}
    </>
  );
};
