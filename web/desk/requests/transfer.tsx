import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { AgencyCode } from '../../../shared/kernel/ids.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { ActForm, type ActProps } from './act-form.tsx';

/** Hands the request to the agency that holds the information. */
export const TransferForm = (props: ActProps) => {
  const { call } = useDesk();
  const { request } = props;
  const [to, setTo] = useState('');
  const asked = useAsked('agencies', () => call(operations.listAgencies, {}));
  const others = (asked.body?.items ?? []).filter(
    ({ code, validUntil, focalPoint }) =>
      // Without a focal officer nobody would answer there.
      focalPoint && code !== request.agency.code && (!validUntil || validUntil >= request.today),
  );
  return (
    <ActForm
      {...props}
      field="Vì sao cơ quan đó giữ thông tin này"
      follows={
        request.overdue
          ? 'Yêu cầu đã quá hạn: việc chậm vẫn tính cho cơ quan bạn, trong số liệu và ở trang của người yêu cầu. Cơ quan nhận chuyển có thời hạn mới, tính từ hôm nay; cơ quan bạn không xem được phần cá nhân nữa.'
          : 'Cơ quan nhận chuyển có thời hạn mới, tính từ hôm nay; cơ quan bạn không xem được phần cá nhân nữa.'
      }
      submit="Chuyển yêu cầu"
      missing={() => (AgencyCode.safeParse(to).success ? {} : { to: 'Chọn cơ quan.' })}
      send={(text, key) =>
        call(
          operations.transferRequest,
          { params: { code: request.code }, body: { to: AgencyCode.parse(to), text } },
          key,
        )
      }
    >
      {(wrong) => (
        <>
          <Field id="act-to" label="Cơ quan nhận" wrong={wrong['to']}>
            {(attributes) => (
              <select {...attributes} value={to} onChange={(event) => setTo(event.currentTarget.value)}>
                <option value="">Chọn…</option>
                {others.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ProblemNotice problem={asked.problem} reload={asked.reload} />
        </>
      )}
    </ActForm>
  );
};
