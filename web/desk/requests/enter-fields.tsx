import type { DatasetId } from '../../../shared/kernel/ids.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import { DatasetPicker } from './dataset-picker.tsx';
import { ABOUT_WANTED, mayBeAbout, type EnterForm } from './enter-form.ts';
import { provisionWords, subjectWords } from './words.ts';

type Name = keyof EnterForm;
export type Shown = { form: EnterForm; wrong: Wrong; change: (change: Partial<EnterForm>) => void };

/** One input of the form, with what is wrong with it. */
export const Text = (
  props: Shown & {
    name: Name;
    label: string;
    hint?: string;
    rows?: number;
    type?: 'text' | 'tel' | 'email' | 'date' | 'time';
  },
) => {
  const { form, wrong, change, name, label, hint, rows, type = 'text' } = props;
  return (
    <Field id={`enter-${name}`} label={label} {...(hint ? { hint } : {})} wrong={wrong[name]}>
      {(attributes) =>
        type === 'date' || type === 'time' ? (
          <input
            {...attributes}
            type={type}
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

/** One choice of the form. */
export const Choice = (
  props: Shown & { name: Name; label: string; options: Readonly<Record<string, string>> },
) => {
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

/** What forms 01a and 01b ask. */
export const Information = (shown: Shown) => (
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

/** Which dataset it is about: looked for by words and chosen; only a report of an error must name one. */
const About = ({ form, wrong, change }: Shown) => (
  <DatasetPicker
    id="enter-about"
    label={
      form.kind === ABOUT_WANTED ? 'Bộ dữ liệu được phản ánh' : 'Bộ dữ liệu được phản ánh (không bắt buộc)'
    }
    hint="Gõ vài từ trong tên bộ dữ liệu rồi bấm Tìm."
    wrong={wrong['about']}
    isSingle
    chosen={form.about === '' ? [] : [{ id: form.about as DatasetId, title: form.aboutTitle }]}
    change={([one]) => change({ about: one?.id ?? '', aboutTitle: one?.title ?? '' })}
  />
);

/** What a report says, and what it is about. */
export const Report = (shown: Shown) => (
  <>
    <Text {...shown} name="information" label="Điều phản ánh" rows={4} />
    {mayBeAbout(shown.form.kind) ? <About {...shown} /> : null}
    {shown.form.kind === 'correction' ? (
      <Text {...shown} name="follows" label="Mã yêu cầu đã được trả lời" hint="Ví dụ: YC-7K3M9-QXD2T" />
    ) : null}
    <Text {...shown} name="place" label="Ở chỗ (nếu có)" />
    <Text {...shown} name="name" label="Họ và tên (nếu có)" />
    <Text {...shown} name="phone" label="Điện thoại (nếu có)" type="tel" />
    <Text {...shown} name="email" label="Thư điện tử (nếu có)" type="email" />
  </>
);
