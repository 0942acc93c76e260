import { useMemo, useState } from 'preact/hooks';
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
import { Attachments, offersOf, sendAll, strangeIn, TOO_BIG, type Attached } from './attachments.tsx';
import { Choice, Information, Report, Text } from './enter-fields.tsx';
import { emptyForm, enteredOf, refusedOf, type EnterForm } from './enter-form.ts';
import { Slip } from './slip.tsx';
import { channelWords } from './words.ts';

/** What came to the office or by post is entered with the day it came: its clock runs from that day. */
export const EnterRequest = () => {
  const { call, me, vocabularies } = useDesk();
  const own = me.memberships.filter(({ role }) => role === 'focal' || role === 'department');
  // The day it is in the portal: a browser's clock may be wrong, so nothing is entered before it is known.
  const day = useAsked('today', () => call(operations.listRequests, { query: { limit: 1 } }));
  const [agency, setAgency] = useState<string>(own[0]?.agency ?? '');
  const [changes, setChanges] = useState<Partial<EnterForm>>({});
  const [missing, setWrong] = useState<Wrong>({});
  const command = useCommand<z.infer<typeof RequestReceivedShown>>();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const [sending, setSending] = useState(false);
  const [made, setMade] = useState<z.infer<typeof RequestReceivedShown>>();
  // What the portal refuses stands at the field it is about, beside what was missing.
  const refused = useMemo(
    () => refusedOf(command.problem, { hasAgencyChoice: own.length > 1 }),
    [command.problem, own.length],
  );
  const wrong = useMemo(() => ({ ...refused.wrong, ...missing }), [refused, missing]);
  const element = useFocusFirstWrong(wrong);
  const form = { ...emptyForm(day.body?.today ?? ''), ...changes };
  const shown = {
    form,
    wrong,
    change: (change: Partial<EnterForm>) => setChanges((before) => ({ ...before, ...change })),
  };
  const enter = (): void => {
    const read = enteredOf(form);
    command.clear();
    const strange = strangeIn(files);
    setWrong({ ...read.wrong, ...(strange && { files: strange }) });
    if (strange) return;
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
          <Field id="enter-agency" label="Cơ quan" wrong={wrong['agency']}>
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
        {form.kind === 'breach' ? (
          <Text
            {...shown}
            name="receivedTime"
            label="Giờ nhận (nếu biết)"
            type="time"
            hint="Hạn tính bằng giờ chạy từ giờ này. Để trống thì tính từ giờ đầu tiên của ngày nhận."
          />
        ) : null}
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
        <ProblemNotice problem={refused.rest} />
        <button type="submit" disabled={command.busy || sending}>
          {sending ? 'Đang gửi tệp…' : command.busy ? 'Đang ghi…' : 'Ghi nhận yêu cầu'}
        </button>
      </form>
    </>
  );
};
