import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { ActForm, type ActProps } from './act-form.tsx';

/** Refuses on a ground: of law, or where the rulebook knows none for that day, one the agency names in writing. */
export const RefuseForm = (props: ActProps) => {
  const { call } = useDesk();
  const { request } = props;
  const [ground, setGround] = useState('');
  const [detail, setDetail] = useState('');
  const chosen = request.grounds.find(({ id }) => id === ground);
  const named = request.groundDetails.find(({ id }) => id === detail);
  if (request.grounds.length === 0)
    return (
      <p class="problem">
        Phản ánh không từ chối được; hãy trả lời, và nói trong câu trả lời nếu phản ánh không đúng.
      </p>
    );
  return (
    <ActForm
      {...props}
      field="Lý do bằng văn bản"
      follows="Từ chối khép lại yêu cầu và không làm lại được. Người yêu cầu được báo căn cứ và lý do."
      submit="Từ chối yêu cầu"
      missing={() => ({
        ...(chosen ? {} : { ground: 'Chọn căn cứ.' }),
        ...(chosen?.needsDetail && !named ? { detail: 'Chọn loại thông tin.' } : {}),
      })}
      send={(text, key) =>
        call(
          operations.refuseRequest,
          {
            params: { code: request.code },
            body: { ground, ...(chosen?.needsDetail ? { detail } : {}), text },
          },
          key,
        )
      }
    >
      {(wrong) => (
        <>
          <Field id="act-ground" label="Căn cứ từ chối" wrong={wrong['ground']}>
            {(attributes) => (
              <select
                {...attributes}
                value={ground}
                onChange={(event) => setGround(event.currentTarget.value)}
              >
                <option value="">Chọn…</option>
                {request.grounds.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {chosen?.needsDetail ? (
            <Field id="act-detail" label="Thông tin thuộc loại" wrong={wrong['detail']}>
              {(attributes) => (
                <select
                  {...attributes}
                  value={detail}
                  onChange={(event) => setDetail(event.currentTarget.value)}
                >
                  <option value="">Chọn…</option>
                  {request.groundDetails.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ) : null}
          {chosen && chosen.cites.length > 0 ? (
            <p class="hint">Căn cứ: {[...chosen.cites, ...(named?.cites ?? [])].join('; ')}</p>
          ) : null}
          {chosen && chosen.cites.length === 0 ? (
            <p class="hint">
              Sổ quy định chưa có căn cứ từ chối của luật áp dụng cho ngày nhận này. Hãy ghi rõ luật, điều,
              khoản ngay trong lý do bên dưới; cơ quan chịu trách nhiệm về căn cứ đó.
            </p>
          ) : null}
        </>
      )}
    </ActForm>
  );
};
