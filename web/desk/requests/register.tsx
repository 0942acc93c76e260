import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestFigures } from '../../../shared/contract/request-register.ts';
import { AgencyCode } from '../../../shared/kernel/ids.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useAsked, useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { yearsUntil } from '../parts/time-words.ts';
import { Waiting } from '../parts/waiting.tsx';
import { saveFile } from '../save-file.ts';
import { notRecordedWords } from './words.ts';

const Figures = ({ figures }: { figures: RequestFigures }) => (
  <>
    <dl class="facts">
      {(
        [
          ['Đã nhận', figures.received],
          ['Đã giải quyết', figures.resolved],
          ['Đã từ chối', figures.refused],
          ['Người yêu cầu đã rút', figures.withdrawn],
          ['Khép lại vì quá hạn bổ sung', figures.lapsed],
          ['Đang mở', figures.open],
          ['Đang quá hạn', figures.overdue],
          ['Khép lại sau hạn', figures.answeredLate],
          ['Khiếu nại', figures.complaints],
          ['Khởi kiện', figures.lawsuits],
        ] as const
      ).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <p class="hint">
      {notRecordedWords(figures)}
      {figures.cites.length > 0 ? ` Căn cứ: ${figures.cites.join('; ')}.` : ''}
    </p>
  </>
);

/** The register of a year to take away, and what the law has counted of it. */
export const RegisterPanel = ({ today }: { today: LocalDate }) => {
  const { call, me, session } = useDesk();
  const own = me.memberships.find(({ role }) => role === 'focal' || role === 'department');
  const [year, setYear] = useState(today.slice(0, 4));
  const saving = useCommand<null>();
  const agency = AgencyCode.safeParse(own?.agency).data;
  const asked = useAsked(`${agency}-${year}`, async () =>
    agency
      ? call(operations.readRequestFigures, { query: { agency, year } })
      : { ok: true as const, body: undefined },
  );
  if (!agency) return null;
  const save = (format: 'xlsx' | 'csv') =>
    saving.run(
      () => saveFile(session, `/desk/request-register?agency=${agency}&year=${year}&format=${format}`),
      () => undefined,
    );
  return (
    <section class="panel">
      <h2>Sổ theo dõi và số liệu</h2>
      <label class="inline-field">
        <span>Năm nhận</span>
        <select value={year} onChange={(event) => setYear(event.currentTarget.value)}>
          {yearsUntil(today).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      {asked.loading && !asked.body ? <Waiting /> : null}
      {asked.body ? <Figures figures={asked.body} /> : null}
      <ProblemNotice problem={asked.problem ?? saving.problem} reload={asked.reload} />
      <p class="actions">
        <button type="button" class="quiet" disabled={saving.busy} onClick={() => save('xlsx')}>
          Tải sổ theo dõi (Excel)
        </button>
        <button type="button" class="quiet" disabled={saving.busy} onClick={() => save('csv')}>
          Tải sổ theo dõi (CSV)
        </button>
      </p>
      <p class="hint">
        Sổ có họ tên, địa chỉ người yêu cầu: giữ như hồ sơ của cơ quan, không chuyển ra ngoài.
      </p>
    </section>
  );
};
