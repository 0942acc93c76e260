import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { RequestReceivedShown } from '../../../shared/contract/requests.ts';
import { AgencyCode } from '../../../shared/kernel/ids.ts';
import type * as z from 'zod';
import { useAsked, useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';
import { Attachments, offersOf, sendAll, TOO_BIG, type Attached } from './attachments.tsx';
import { emptyForm, enteredOf, type EnterForm } from './enter-form.ts';
import { Slip } from './slip.tsx';
import { channelWords, provisionWords, subjectWords } from './words.ts';

type Name = keyof EnterForm;
type Shown = { form: EnterForm; wrong: Wrong; change: (change: Partial<EnterForm>) => void };

const Text = (
  props: Shown & {
    name: Name;
    label: string;
    hint?: string;
    rows?: number;
    type?: 'text' | 'tel' | 'email' | 'date';
  },
) => {
  const { form, wrong, change, name, label, hint, rows, type = 'text' } = props;
  return (
    <Field id={`enter-${name}`} label={label} {...(hint ? { hint } : {})} wrong={wrong[name]}>
      {(attributes) =>
        type === 'date' ? (
          <input
            {...attributes}
            type="date"
            value={form[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        ) : rows === undefined ? (
          <input
            {...attributes}
            inputmode={type}
            value={form[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        ) : (
          <textarea
            {...attributes}
            rows={rows}
            value={form[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        )
      }
    </Field>
  );
};

const Choice = (props: Shown & { name: Name; label: string; options: Readonly<Record<string, string>> }) => {
  const { form, wrong, change, name, label, options } = props;
  return (
    <Field id={`enter-${name}`} label={label} wrong={wrong[name]}>
      {(attributes) => (
        <select
          {...attributes}
          value={form[name]}
          onChange={(event) => change({ [name]: event.currentTarget.value })}
        >
          {Object.entries(options).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

const Information = (shown: Shown) => (
  <>
    <Text
      {...shown}
      name="information"
      label="Thông tin được yêu cầu"
      rows={4}
      hint="Ghi rõ tên văn bản, hồ sơ, tài liệu."
    />
    <Text {...shown} name="purpose" label="Lý do, mục đích" rows={2} />
    <Choice {...shown} name="provision" label="Hình thức cung cấp" options={provisionWords} />
    <Choice {...shown} name="subject" label="Thuộc loại" options={subjectWords} />
    <fieldset>
      <legend>Người yêu cầu hoặc người đại diện</legend>
      <Text {...shown} name="name" label="Họ và tên" />
      <Text {...shown} name="address" label="Nơi cư trú, địa chỉ" />
      <Text {...shown} name="idNumber" label="Số thẻ căn cước, chứng minh nhân dân hoặc hộ chiếu" />
      <Text {...shown} name="phone" label="Điện thoại (nếu có)" type="tel" />
      <Text {...shown} name="fax" label="Fax (nếu có)" type="tel" />
      <Text
        {...shown}
        name="email"
        label="Thư điện tử (nếu có)"
        type="email"
        hint="Có địa chỉ thì người yêu cầu được báo từng bước."
      />
    </fieldset>
    <fieldset>
      <legend>Thông qua tổ chức, nếu có</legend>
      <Text {...shown} name="intermediaryName" label="Tên tổ chức" />
      {shown.form.intermediaryName.trim() === '' ? null : (
        <>
          <Text {...shown} name="intermediaryAddress" label="Địa chỉ tổ chức" />
          <Text
            {...shown}
            name="people"
            label="Danh sách người yêu cầu"
            rows={4}
            hint="Mỗi dòng một người: họ và tên; số giấy tờ; lý do."
          />
        </>
      )}
    </fieldset>
  </>
);

const Report = (shown: Shown) => (
  <>
    <Text {...shown} name="information" label="Điều phản ánh" rows={4} />
    {shown.form.kind === 'correction' ? (
      <Text {...shown} name="follows" label="Mã yêu cầu đã được trả lời" hint="Ví dụ: YC-7K3M9-QXD2T" />
    ) : null}
    <Text {...shown} name="place" label="Ở chỗ (nếu có)" />
    <Text {...shown} name="name" label="Họ và tên (nếu có)" />
    <Text {...shown} name="phone" label="Điện thoại (nếu có)" type="tel" />
    <Text {...shown} name="email" label="Thư điện tử (nếu có)" type="email" />
  </>
);

/** What came to the office or by post is entered with the day it came: its clock runs from that day. */
export const EnterRequest = () => {
  const { call, me, vocabularies } = useDesk();
  const own = me.memberships.filter(({ role }) => role === 'focal' || role === 'department');
  // The day it is in the portal: a browser's clock may be wrong, so nothing is entered before it is known.
  const day = useAsked('today', () => call(operations.listRequests, { query: { limit: 1 } }));
  const [agency, setAgency] = useState<string>(own[0]?.agency ?? '');
  const [changes, setChanges] = useState<Partial<EnterForm>>({});
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<z.infer<typeof RequestReceivedShown>>();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [sending, setSending] = useState(false);
  const [made, setMade] = useState<z.infer<typeof RequestReceivedShown>>();
  const element = useFocusFirstWrong(wrong);
  const form = { ...emptyForm(day.body?.today ?? ''), ...changes };
  const shown = {
    form,
    wrong,
    change: (change: Partial<EnterForm>) => setChanges((before) => ({ ...before, ...change })),
  };
  const enter = (): void => {
    const read = enteredOf(form);
    setWrong(read.wrong);
    const code = AgencyCode.safeParse(agency);
    if (!read.entered || !code.success) return;
    const { entered } = read;
    const agencyCode = code.data;
    void offersOf(files).then((attachments) => {
      if (!attachments) {
        setWrong({ files: TOO_BIG });
        return;
      }
      command.run(
        (key) =>
          call(operations.enterRequest, { body: { agency: agencyCode, ...entered, attachments } }, key),
        (made) => {
          setSending(true);
          void sendAll(files, made.uploads).then(() => setMade(made));
        },
      );
    });
  };
  if (made) return <Slip made={made} />;
  if (!day.body)
    return (
      <>
        <Title text="Ghi nhận yêu cầu" />
        {day.loading ? <Waiting /> : null}
        <ProblemNotice problem={day.problem} reload={day.reload} />
      </>
    );
  return (
    <>
      <Title text="Ghi nhận yêu cầu" />
      <form
        class="panel form"
        ref={element}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        {own.length > 1 ? (
          <Field id="enter-agency" label="Cơ quan" wrong={undefined}>
            {(attributes) => (
              <select
                {...attributes}
                value={agency}
                onChange={(event) => setAgency(event.currentTarget.value)}
              >
                {own.map((membership) => (
                  <option key={membership.agency} value={membership.agency}>
                    {membership.agencyName}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        <Choice
          {...shown}
          name="channel"
          label="Nhận"
          options={{ office: channelWords.office, 'post-or-fax': channelWords['post-or-fax'] }}
        />
        <Text
          {...shown}
          name="receivedOn"
          label="Ngày nhận"
          type="date"
          hint="Thời hạn tính từ ngày này, không sau hôm nay."
        />
        <Choice
          {...shown}
          name="kind"
          label="Loại"
          options={Object.fromEntries(vocabularies.requestKinds.map(({ id, vi }) => [id, vi]))}
        />
        {form.kind === 'information' ? <Information {...shown} /> : <Report {...shown} />}
        <Attachments
          wrong={wrong['files']}
          wantsConsent={form.kind === 'information' && form.subject === 'consented'}
          files={files}
          change={setFiles}
        />
        <p class="hint">
          Phần này là dữ liệu cá nhân: chỉ cơ quan giải quyết xem được, và được xóa khi hết thời hạn lưu.
        </p>
        {Object.keys(wrong).length > 0 ? (
          <p class="problem" role="alert">
            Còn {Object.keys(wrong).length} mục cần sửa, đã đánh dấu ở trên.
          </p>
        ) : null}
        <ProblemNotice problem={command.problem} />
        <button type="submit" disabled={command.busy || sending}>
          {sending ? 'Đang gửi tệp…' : command.busy ? 'Đang ghi…' : 'Ghi nhận yêu cầu'}
        </button>
      </form>
    </>
  );
};
