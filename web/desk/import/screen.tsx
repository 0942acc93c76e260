import { useState } from 'preact/hooks';
import type * as z from 'zod';
import template from '../../../shared/contract/import-columns.json' with { type: 'json' };
import { Contact } from '../../../shared/contract/publishing.ts';
import { AgencyCode } from '../../../shared/kernel/ids.ts';
import { AgencyField } from '../datasets/agency-field.tsx';
import { ContactFields } from '../datasets/contact-fields.tsx';
import { useContactDefaults } from '../datasets/use-contact-defaults.ts';
import { displayNumber } from '../../display.ts';
import { useDesk } from '../context.ts';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Title } from '../parts/title.tsx';
import { ImportResult, summaryOf } from './result.tsx';
import { useImport } from './use-import.ts';

const Choice = (props: {
  label: string;
  busy: boolean;
  wrong: string | undefined;
  choose: (file: File) => void;
}) => (
  <div class="field">
    <label class="drop">
      <span class="button">{props.label}</span>
      <span class="drop-words">tệp .xlsx theo mẫu; chỉ kiểm tra, chưa tạo gì</span>
      <input
        type="file"
        class="unseen"
        accept=".xlsx"
        disabled={props.busy}
        aria-invalid={props.wrong !== undefined}
        aria-describedby={props.wrong ? 'import-wrong' : undefined}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) props.choose(file);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
    </label>
    {props.wrong ? (
      <span class="wrong" id="import-wrong" role="alert">
        {props.wrong}
      </span>
    ) : null}
  </div>
);

/** As the fields of the contact are named. */
const contactWrong = (error: z.ZodError): Wrong =>
  Object.fromEntries(Object.entries(wrongOf(error)).map(([path, text]) => [`contact.${path}`, text]));

type Import = ReturnType<typeof useImport>;

const Creation = ({ checked, made, create, stop }: Import & { checked: NonNullable<Import['checked']> }) => {
  const failed = [...made.values()].filter(({ outcome }) => outcome === 'failed').length;
  const created = made.size - failed;
  const left = checked.ready - created;
  const number = (value: number) => displayNumber(value, 'vi');
  return (
    <>
      {stop || made.size > 0 ? (
        <>
          <progress value={made.size} max={checked.ready} aria-label="Đã gửi" />
          <p role="status" class="progress-line">
            Đã tạo {number(created)}/{number(checked.ready)}
            {failed > 0 ? `; ${number(failed)} dòng chưa tạo được` : ''}
          </p>
        </>
      ) : null}
      {stop ? (
        <button type="button" class="quiet" onClick={() => stop.abort()}>
          Dừng
        </button>
      ) : left > 0 ? (
        <button type="button" onClick={() => void create()}>
          {made.size === 0 ? 'Tạo' : 'Tạo tiếp'} {number(left)} bộ dữ liệu
        </button>
      ) : null}
    </>
  );
};

/** Many datasets at once from a sheet: checked first, then created row by row. */
export const ImportDatasets = () => {
  const { me } = useDesk();
  const agencies = me.memberships.filter(({ role }) => role === 'focal' || role === 'department');
  const [agency, setAgency] = useState<string>(agencies[0]?.agency ?? '');
  const [contact, setContact] = useContactDefaults(agency);
  const [wrong, setWrong] = useState<Wrong>({});
  const work = useImport();
  const { command, checked } = work;

  const choose = (file: File): void => {
    const isLeftOut = [contact.name, contact.email, contact.phone].every((text) => text.trim() === '');
    const person = Contact.safeParse({
      name: contact.name,
      email: contact.email,
      ...(contact.phone.trim() ? { phone: contact.phone } : {}),
    });
    const mistakes = isLeftOut || person.success ? {} : contactWrong(person.error);
    setWrong(mistakes);
    if (Object.keys(mistakes).length > 0) return;
    void work.check(file, { agency: AgencyCode.safeParse(agency).data, contact: person.data });
  };

  return (
    <>
      <Title text="Nhập hàng loạt" />
      <p class="lead">
        Khai báo nhiều bộ dữ liệu trong một tệp Excel. Cổng kiểm tra từng dòng như khi tạo từng bộ; bộ đã có
        thì bỏ qua. Tệp dữ liệu của từng bộ tải lên sau.
      </p>
      <p>
        <a class="button quiet" href={`/desk/${template.templateName}`} download>
          Tải tệp mẫu
        </a>
      </p>
      <div class="panel form">
        <AgencyField
          agencies={agencies}
          agency={agency}
          choose={setAgency}
          wrong={undefined}
          hint="Cho dòng không ghi mã cơ quan"
        />
        <ContactFields
          form={contact}
          wrong={wrong}
          change={(change) => setContact({ ...contact, ...change })}
        />
        <Choice
          label={command.busy ? 'Đang kiểm tra…' : 'Chọn tệp và kiểm tra'}
          busy={command.busy || work.stop !== undefined}
          wrong={work.wrong}
          choose={choose}
        />
        <ProblemNotice problem={command.problem} />
      </div>
      {checked ? (
        <section class="panel" aria-label="Kết quả kiểm tra">
          <h2>{work.fileName}</h2>
          <p role="status">{summaryOf(checked)}</p>
          {checked.ignoredColumns.length > 0 ? (
            <p class="hint">Cột không có trong mẫu, đã bỏ qua: {checked.ignoredColumns.join(', ')}.</p>
          ) : null}
          <Creation {...work} checked={checked} />
          <ImportResult checked={checked} made={work.made} />
        </section>
      ) : null}
    </>
  );
};
