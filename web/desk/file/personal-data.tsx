import type { GateDeclaration } from '../../../shared/kernel/dataset.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';

type Declared = GateDeclaration['personalData'];

/** What was filled in so far; all of it is kept while the officer looks at the other kinds. */
export type PersonalDataForm = {
  readonly kind: Declared['kind'] | '';
  readonly method: string;
  readonly by: 'law' | 'consent' | '';
  readonly basis: string;
};

export const noPersonalData: PersonalDataForm = { kind: '', method: '', by: '', basis: '' };

/** The statement as it is sent, checked by whoever receives it. */
export const personalDataOf = ({ kind, method, by, basis }: PersonalDataForm): unknown => {
  if (kind === 'de-identified') return { kind, method };
  return kind === 'lawful-to-open' ? { kind, by, basis } : { kind };
};

const kindWords: Record<Declared['kind'], string> = {
  none: 'Tệp không chứa dữ liệu cá nhân.',
  'de-identified': 'Tệp có nguồn từ dữ liệu cá nhân và đã được khử nhận dạng.',
  'lawful-to-open': 'Tệp chứa dữ liệu cá nhân được công khai theo pháp luật hoặc có sự đồng ý.',
};

const basisFields = {
  law: {
    option: 'Pháp luật quy định công khai.',
    label: 'Văn bản, điều, khoản quy định công khai',
    hint: 'Ví dụ: khoản …, Điều … của Luật, Nghị định … và cột nào trong tệp. Căn cứ này hiện trên trang công khai.',
  },
  consent: {
    option: 'Người có dữ liệu đã đồng ý công khai.',
    label: 'Văn bản đồng ý',
    hint: 'Số, ngày và nơi lưu văn bản đồng ý; không ghi tên người. Căn cứ này hiện trên trang công khai.',
  },
} as const;

const shownBy = ['law', 'consent'] as const;

/** What the approver and the public read of it. */
export const personalDataWords = (declared: Declared): string => {
  switch (declared.kind) {
    case 'none':
      return 'Không chứa dữ liệu cá nhân.';
    case 'de-identified':
      return `Đã khử nhận dạng dữ liệu cá nhân: ${declared.method}`;
    case 'lawful-to-open':
      return `Chứa dữ liệu cá nhân được công khai ${declared.by === 'law' ? 'theo pháp luật' : 'với sự đồng ý của người có dữ liệu'}. Căn cứ: ${declared.basis}`;
  }
};

type Props = {
  readonly form: PersonalDataForm;
  readonly change: (change: Partial<PersonalDataForm>) => void;
  readonly wrong: Wrong;
};

/** When personal data may be public, as the rulebook holds it. */
const TheLaw = () => {
  const { openPersonalData: law } = useDesk().vocabularies;
  return (
    <ul class="hint plain-list">
      {law.map(({ id, vi, cites }) => (
        <li key={id}>
          {vi} ({cites.join('; ')})
        </li>
      ))}
    </ul>
  );
};

const Lawful = ({ form, change, wrong }: Props) => (
  <>
    <TheLaw />
    <fieldset>
      <legend>Vì sao được công khai</legend>
      {shownBy.map((by) => (
        <label class="check-row" key={by}>
          <input
            type="radio"
            name="personal-by"
            checked={form.by === by}
            aria-invalid={wrong['personalData.by'] !== undefined}
            aria-describedby={wrong['personalData.by'] ? 'personal-by-wrong' : undefined}
            onChange={() => change({ by })}
          />
          <span>{basisFields[by].option}</span>
        </label>
      ))}
      {wrong['personalData.by'] ? (
        <span class="wrong" id="personal-by-wrong">
          Chọn một trong hai.
        </span>
      ) : null}
    </fieldset>
    {form.by === '' ? null : (
      <Field
        id="personal-basis"
        label={basisFields[form.by].label}
        hint={basisFields[form.by].hint}
        wrong={wrong['personalData.basis']}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={3}
            maxlength={1000}
            value={form.basis}
            onInput={(event) => change({ basis: event.currentTarget.value })}
          />
        )}
      </Field>
    )}
  </>
);

/** The second statement: none, de-identified, or lawfully open with what says so. */
export const PersonalData = ({ form, change, wrong }: Props) => {
  const unchosen = wrong['personalData.kind'];
  return (
    <fieldset>
      <legend>2. Dữ liệu cá nhân</legend>
      {(Object.keys(kindWords) as Declared['kind'][]).map((kind) => (
        <label class="check-row" key={kind}>
          <input
            type="radio"
            name="personal"
            checked={form.kind === kind}
            aria-invalid={unchosen !== undefined}
            aria-describedby={unchosen ? 'personal-wrong' : undefined}
            onChange={() => change({ kind })}
          />
          <span>{kindWords[kind]}</span>
        </label>
      ))}
      {unchosen ? (
        <span class="wrong" id="personal-wrong">
          {unchosen}
        </span>
      ) : null}
      {form.kind === 'de-identified' ? (
        <Field id="method" label="Đã khử nhận dạng thế nào" wrong={wrong['personalData.method']}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={3}
              maxlength={2000}
              value={form.method}
              onInput={(event) => change({ method: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : null}
      {form.kind === 'lawful-to-open' ? <Lawful form={form} change={change} wrong={wrong} /> : null}
    </fieldset>
  );
};
