import { useState } from 'preact/hooks';
import type { Duty } from '../../../shared/contract/duties.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { useAsked } from '../asking.ts';
import { holds, useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { DutyItem } from './duty-item.tsx';

/** Counts what is loaded; while there is more, says that it is at least so many. */
const Tally = ({ items, isPart }: { items: readonly Duty[]; isPart: boolean }) => {
  const least = isPart ? 'ít nhất ' : '';
  const overdue = items.filter(({ state }) => state === 'overdue').length;
  const soon = items.filter(({ state }) => state === 'due-soon').length;
  return (
    <p class="tally" role="status">
      <span class={overdue > 0 ? 'chip bad' : 'chip'}>
        {least}
        {overdue} quá hạn
      </span>
      <span class={soon > 0 ? 'chip warn' : 'chip'}>
        {least}
        {soon} sắp đến hạn
      </span>
      <span class="chip">
        {items.length} {isPart ? 'đang hiện, còn nữa' : 'trong danh sách'}
      </span>
    </p>
  );
};

/** My duties by due day; the Department sees those of every agency. */
export const Duties = () => {
  const { call, me } = useDesk();
  const [closed, setClosed] = useState<'yes' | 'no'>('no');
  const [more, setMore] = useState<readonly Duty[]>([]);
  const [cursor, setCursor] = useState<string>();
  const asked = useAsked(closed, async () => {
    const reply = await call(operations.listDuties, { query: { closed, limit: 50 } });
    if (reply.ok) {
      setMore([]);
      setCursor(reply.body.next);
    }
    return reply;
  });
  const showMore = async (): Promise<void> => {
    const reply = await call(operations.listDuties, { query: { closed, limit: 50, cursor } });
    if (!reply.ok) return;
    setMore((before) => [...before, ...reply.body.items]);
    setCursor(reply.body.next);
  };
  const items = [...(asked.body?.items ?? []), ...more];
  return (
    <>
      <Title text={holds(me, 'department') ? 'Nhiệm vụ của các cơ quan' : 'Nhiệm vụ của tôi'}>
        {asked.body ? <span class="today">Hôm nay {dayWords(asked.body.today)}</span> : null}
      </Title>
      <div class="toolbar">
        {asked.body && closed === 'no' ? <Tally items={items} isPart={cursor !== undefined} /> : null}
        <label class="inline-field">
          <span>Hiện</span>
          <select
            value={closed}
            onChange={(event) => setClosed(event.currentTarget.value === 'yes' ? 'yes' : 'no')}
          >
            <option value="no">Nhiệm vụ đang mở</option>
            <option value="yes">Nhiệm vụ đã khép</option>
          </select>
        </label>
      </div>
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !asked.body ? <Waiting /> : null}
      {asked.body && items.length === 0 ? (
        <p class="empty">
          {closed === 'no' ? 'Không có nhiệm vụ nào đang mở.' : 'Chưa có nhiệm vụ nào đã khép.'}
        </p>
      ) : null}
      <ul class="duties">
        {items.map((duty) => (
          <DutyItem key={duty.id} duty={duty} changed={asked.reload} />
        ))}
      </ul>
      {cursor ? (
        <p class="more">
          <button type="button" class="quiet" onClick={() => void showMore()}>
            Xem thêm
          </button>
        </p>
      ) : null}
    </>
  );
};
