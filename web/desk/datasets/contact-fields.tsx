import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';

export type ContactForm = Record<'name' | 'email' | 'phone', string>;

type Props = { form: ContactForm; wrong: Wrong; change: (change: Partial<ContactForm>) => void };

const rows = [
  { name: 'name', label: 'Người hoặc bộ phận liên hệ', mode: 'text', most: 120 },
  { name: 'email', label: 'Thư điện tử liên hệ', mode: 'email', most: 200 },
  { name: 'phone', label: 'Điện thoại (không bắt buộc)', mode: 'tel', most: 30 },
] as const;

/** Whom the public may ask about the data. */
export const ContactFields = ({ form, wrong, change }: Props) => (
  <fieldset>
    <legend>Liên hệ công khai về dữ liệu</legend>
    {rows.map(({ name, label, mode, most }) => (
      <Field key={name} id={`contact-${name}`} label={label} wrong={wrong[`contact.${name}`]}>
        {(attributes) => (
          <input
            {...attributes}
            inputmode={mode}
            maxlength={most}
            value={form[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        )}
      </Field>
    ))}
  </fieldset>
);
