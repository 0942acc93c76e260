import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { ContestKind } from '../../../shared/kernel/request.ts';
import { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords } from '../parts/time-words.ts';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';
import { contestWords } from './words.ts';

type Props = { request: RequestAtDesk; put: (request: RequestAtDesk) => void; reload: () => void };

const RecordForm = ({ request, put, reload }: Props) => {
  const { call } = useDesk();
  const [how, setHow] = useState<ContestKind>('complaint');
  const [filedOn, setFiledOn] = useState<string>(request.today);
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<RequestAtDesk>();
  const form = useFocusFirstWrong(wrong);
  const record = (): void => {
    const day = LocalDate.safeParse(filedOn).data;
    const isFit = day !== undefined && day >= request.receivedOn && day <= request.today;
    setWrong(
      isFit
        ? {}
        : { filedOn: `Chọn một ngày từ ${dayWords(request.receivedOn)} đến ${dayWords(request.today)}.` },
    );
    if (isFit)
      command.run(
        (key) =>
          call(
            operations.recordContest,
            { params: { code: request.code }, body: { how, filedOn: day } },
            key,
          ),
        put,
      );
  };
  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <Field id="contest-how" label="Loại" wrong={undefined}>
        {(attributes) => (
          <select
            {...attributes}
            value={how}
            onChange={(event) => setHow(ContestKind.parse(event.currentTarget.value))}
          >
            {ContestKind.options.map((one) => (
              <option key={one} value={one}>
                {contestWords[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        id="filedOn"
        label="Ngày nhận đơn hoặc thông báo thụ lý"
        hint="Chỉ ghi loại và ngày để thống kê; nội dung do bộ phận giải quyết giữ."
        wrong={wrong['filedOn']}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            min={request.receivedOn}
            max={request.today}
            value={filedOn}
            onChange={(event) => setFiledOn(event.currentTarget.value)}
          />
        )}
      </Field>
      <ProblemNotice problem={command.problem} reload={reload} />
      <p class="actions">
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang ghi…' : 'Ghi nhận'}
        </button>
      </p>
    </form>
  );
};

/** Complaints and lawsuits about the request, which the law has counted; recorded also after it is closed. */
export const ContestsPanel = (props: Props) => {
  const { contests, mayAct } = props.request;
  const mayRecord = mayAct.includes('record-contest');
  if (contests.length === 0 && !mayRecord) return null;
  return (
    <section class="panel">
      <h2>Khiếu nại, khởi kiện</h2>
      {contests.length === 0 ? (
        <p class="hint">Chưa ghi nhận.</p>
      ) : (
        <ul class="plain-list">
          {contests.map(({ how, filedOn }) => (
            <li key={`${how} ${filedOn}`}>
              {contestWords[how]} ngày {dayWords(filedOn)}
            </li>
          ))}
        </ul>
      )}
      {mayRecord ? (
        <details>
          <summary>Ghi nhận khiếu nại, khởi kiện</summary>
          <RecordForm key={contests.length} {...props} />
        </details>
      ) : null}
    </section>
  );
};
