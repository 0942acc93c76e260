import { useDesk } from '../context.ts';
import { Field, type FieldAttributes } from '../parts/field.tsx';
import type { Wrong } from '../parts/form-errors.ts';
import type { Term } from '../settings.ts';
import type { MetadataForm } from './metadata-form.ts';

type Props = { form: MetadataForm; wrong: Wrong; change: (change: Partial<MetadataForm>) => void };

const Choice = (props: {
  attributes: FieldAttributes;
  terms: readonly Term[];
  value: string;
  change: (id: string) => void;
}) => (
  <select
    {...props.attributes}
    value={props.value}
    onChange={(event) => props.change(event.currentTarget.value)}
  >
    <option value="">– Chọn –</option>
    {props.terms.map(({ id, vi }) => (
      <option key={id} value={id}>
        {vi}
      </option>
    ))}
  </select>
);

const Period = ({ form, wrong, change }: Props) => (
  <div class="pair">
    <Field id="from" label="Dữ liệu từ ngày" hint="Không bắt buộc" wrong={wrong['temporalCoverage.from']}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          value={form.from}
          onInput={(event) => change({ from: event.currentTarget.value })}
        />
      )}
    </Field>
    <Field id="until" label="Đến ngày" hint="Không bắt buộc" wrong={wrong['temporalCoverage.until']}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          value={form.until}
          onInput={(event) => change({ until: event.currentTarget.value })}
        />
      )}
    </Field>
  </div>
);

const Vocabulary = ({ form, wrong, change }: Props) => {
  const { vocabularies } = useDesk();
  return (
    <>
      <div class="pair">
        <Field id="topic" label="Chủ đề" wrong={wrong['topic']}>
          {(attributes) => (
            <Choice
              attributes={attributes}
              terms={vocabularies.topics}
              value={form.topic}
              change={(topic) => change({ topic })}
            />
          )}
        </Field>
        <Field id="updateFrequency" label="Kỳ cập nhật" wrong={wrong['updateFrequency']}>
          {(attributes) => (
            <Choice
              attributes={attributes}
              terms={vocabularies.updateFrequencies}
              value={form.updateFrequency}
              change={(updateFrequency) => change({ updateFrequency })}
            />
          )}
        </Field>
      </div>
      <Field id="licence" label="Điều khoản sử dụng" wrong={wrong['licence']}>
        {(attributes) => (
          <Choice
            attributes={attributes}
            terms={vocabularies.licences}
            value={form.licence}
            change={(licence) => change({ licence })}
          />
        )}
      </Field>
    </>
  );
};

/** The inputs of the metadata, for a new dataset and for an old one. */
export const MetadataFields = (props: Props) => {
  const { form, wrong, change } = props;
  return (
    <>
      <Field id="title" label="Tên bộ dữ liệu" hint="Nói rõ có gì, không viết tắt" wrong={wrong['title']}>
        {(attributes) => (
          <input
            {...attributes}
            maxlength={200}
            value={form.title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        id="description"
        label="Mô tả"
        hint="Có gì, từ đâu, dùng vào việc gì; ít nhất 20 ký tự"
        wrong={wrong['description']}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={5}
            maxlength={5000}
            value={form.description}
            onInput={(event) => change({ description: event.currentTarget.value })}
          />
        )}
      </Field>
      <Vocabulary {...props} />
      <Field
        id="spatialCoverage"
        label="Phạm vi không gian"
        hint="Ví dụ: Tỉnh Thái Bình"
        wrong={wrong['spatialCoverage']}
      >
        {(attributes) => (
          <input
            {...attributes}
            maxlength={200}
            value={form.spatialCoverage}
            onInput={(event) => change({ spatialCoverage: event.currentTarget.value })}
          />
        )}
      </Field>
      <Period {...props} />
      <Field
        id="keywords"
        label="Từ khóa"
        hint="Cách nhau bằng dấu phẩy, tối đa 20"
        wrong={Object.entries(wrong).find(([path]) => path.startsWith('keywords'))?.[1]}
      >
        {(attributes) => (
          <input
            {...attributes}
            value={form.keywords}
            onInput={(event) => change({ keywords: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
};
