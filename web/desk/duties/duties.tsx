import { useState } from 'preact/hooks';
import { DutyKindId, type Duty } from '../../../shared/contract/duties.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { useAsked } from '../asking.ts';
import { holds, seesAll, useDesk } from '../context.ts';
import { Choice, type ChoiceProps } from '../parts/choice.tsx';
import { More, usePages } from '../paging.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { dutyKindWords } from '../words.ts';
import { CalendarAddress } from './calendar-address.tsx';
import { DutyItem } from './duty-item.tsx';

/** So many of a kind: at least, where more may follow; none is only none of what is shown. */
const tallied = (n: number, words: string, isPart: boolean): string => {
  if (!isPart) return `${n} ${words}`;
  return n > 0 ? `ít nhất ${n} ${words}` : `0 ${words} ở phần đang hiện`;
};

/** Counts what is loaded; while there is more, says so. */
const Tally = ({ items, isPart }: { items: readonly Duty[]; isPart: boolean }) => {
  const overdue = items.filter(({ state }) => state === 'overdue').length;
  const soon = items.filter(({ state }) => state === 'due-soon').length;
  const unknown = items.filter(({ state }) => state === 'unknown-deadline').length;
  return (
    <p class="tally" role="status">
      {unknown > 0 ? (
        <span class="chip warn">{tallied(unknown, 'chưa xác định được hạn', isPart)}</span>
      ) : null}
      <span class={overdue > 0 ? 'chip bad' : 'chip'}>{tallied(overdue, 'quá hạn', isPart)}</span>
      <span class={soon > 0 ? 'chip warn' : 'chip'}>{tallied(soon, 'sắp đến hạn', isPart)}</span>
      <span class="chip">
        {items.length} {isPart ? 'đang hiện, còn nữa' : 'trong danh sách'}
      </span>
    </p>
  );
};

const AgencyChoice = ({ value, choose }: ChoiceProps) => {
  const { call } = useDesk();
  const { body } = useAsked('agencies', () => call(operations.listAgencies, {}));
  const agencies = (body?.items ?? []).map(({ code, name }) => [code, name] as const);
  return (
    <Choice label="Cơ quan" value={value} options={[['', 'Mọi cơ quan'], ...agencies]} choose={choose} />
  );
};

const emptyWords = (closed: 'yes' | 'no', deadline: 'unknown' | undefined): string => {
  if (closed === 'yes') return 'Chưa có nhiệm vụ nào đã khép.';
  return deadline ? 'Mọi nhiệm vụ đang mở đều đã có hạn.' : 'Không có nhiệm vụ nào đang mở.';
};

const kinds = DutyKindId.options;
/** My duties by due day; whoever watches over all agencies sees those of each. */
export const Duties = () => {
  const { call, me } = useDesk();
  const [closed, setClosed] = useState<'yes' | 'no'>('no');
  const [kind, setKind] = useState<Duty['kind']>();
  const [agency, setAgency] = useState('');
  const [deadline, setDeadline] = useState<'unknown'>();
  const query = { closed, kind, deadline, agency: agency || undefined, limit: 50 };
  const {
    first: asked,
    items,
    further,
  } = usePages(JSON.stringify(query), (cursor) =>
    call(operations.listDuties, { query: { ...query, cursor } }),
  );
  return (
    <>
      <Title text={seesAll(me) ? 'Nhiệm vụ của các cơ quan' : 'Nhiệm vụ của tôi'}>
        {asked.body ? <span class="today">Hôm nay {dayWords(asked.body.today)}</span> : null}
      </Title>
      <div class="toolbar">
        {asked.body && closed === 'no' ? <Tally items={items} isPart={further.isLeft} /> : null}
        <Choice
          label="Hiện"
          value={closed}
          options={[
            ['no', 'Nhiệm vụ đang mở'],
            ['yes', 'Nhiệm vụ đã khép'],
          ]}
          choose={(value) => {
            setClosed(value === 'yes' ? 'yes' : 'no');
            setDeadline(undefined);
          }}
        />
        <Choice
          label="Loại"
          value={kind ?? ''}
          options={[['', 'Mọi loại'], ...Object.entries(dutyKindWords)]}
          choose={(value) => setKind(kinds.find((one) => one === value))}
        />
        {closed === 'no' ? (
          <Choice
            label="Hạn"
            value={deadline ?? ''}
            options={[
              ['', 'Mọi hạn'],
              ['unknown', 'Chưa xác định được hạn'],
            ]}
            choose={(value) => setDeadline(value === 'unknown' ? 'unknown' : undefined)}
          />
        ) : null}
        {seesAll(me) ? <AgencyChoice value={agency} choose={setAgency} /> : null}
      </div>
      <p>
        <Link to="/desk/duties/agencies">
          {seesAll(me) ? 'Số liệu theo cơ quan' : 'Số liệu của cơ quan tôi và toàn tỉnh'}
        </Link>
      </p>
      {holds(me, 'focal') || holds(me, 'department') ? <CalendarAddress /> : null}
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !asked.body ? <Waiting /> : null}
      {asked.body && items.length === 0 ? <p class="empty">{emptyWords(closed, deadline)}</p> : null}
      <ul class="duties">
        {items.map((duty) => (
          <DutyItem key={duty.id} duty={duty} changed={asked.reload} />
        ))}
      </ul>
      <More further={further} />
    </>
  );
};
