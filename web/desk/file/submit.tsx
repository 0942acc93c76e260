import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { GateDeclaration } from '../../../shared/kernel/dataset.ts';
import { openedPersonalData } from '../../../shared/kernel/screening.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Field } from '../parts/field.tsx';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';
import { Tick } from '../parts/tick.tsx';
import { Comparison } from './comparison.tsx';
import { FromHiddenSheet } from './decided.tsx';
import { decisionsOf, FindingChoices, type Choices } from './finding-choices.tsx';
import { noPersonalData, PersonalData, personalDataOf, type PersonalDataForm } from './personal-data.tsx';

type Form = {
  noStateSecret: boolean;
  personal: PersonalDataForm;
  considered: boolean;
  legalBasis: string;
  notes: string;
  confirmsGuesses: boolean;
};

const empty: Form = {
  noStateSecret: false,
  personal: noPersonalData,
  considered: false,
  legalBasis: '',
  notes: '',
  confirmsGuesses: false,
};

const declarationOf = (form: Form): unknown => ({
  noStateSecret: form.noStateSecret,
  personalData: personalDataOf(form.personal),
  reidentificationConsidered: form.considered,
  legalBasis: form.legalBasis,
});

type PartProps = { form: Form; change: (change: Partial<Form>) => void; wrong: Wrong };

const unticked = (wrong: string | undefined) => wrong && 'Cần xác nhận mục này trước khi trình.';

const Gate = ({ form, change, wrong }: PartProps) => (
  <>
    <Tick
      id="no-secret"
      label="1. Tôi xác nhận tệp không chứa bí mật nhà nước."
      checked={form.noStateSecret}
      wrong={unticked(wrong['noStateSecret'])}
      change={(noStateSecret) => change({ noStateSecret })}
    />
    <PersonalData
      form={form.personal}
      change={(part) => change({ personal: { ...form.personal, ...part } })}
      wrong={wrong}
    />
    <Tick
      id="considered"
      label="3. Tôi đã xem xét nguy cơ tái định danh khi kết hợp với dữ liệu khác."
      checked={form.considered}
      wrong={unticked(wrong['reidentificationConsidered'])}
      change={(considered) => change({ considered })}
    />
    <Field
      id="legal-basis"
      label="4. Căn cứ pháp lý để mở dữ liệu"
      hint="Ví dụ: Danh mục dữ liệu mở ban hành kèm Quyết định số … của UBND tỉnh"
      wrong={wrong['legalBasis']}
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={2}
          maxlength={1000}
          value={form.legalBasis}
          onInput={(event) => change({ legalBasis: event.currentTarget.value })}
        />
      )}
    </Field>
    <Field id="notes" label="Ghi chú cho bản phát hành (không bắt buộc)" wrong={undefined}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={2}
          maxlength={2000}
          value={form.notes}
          onInput={(event) => change({ notes: event.currentTarget.value })}
        />
      )}
    </Field>
  </>
);

type Props = {
  file: DatasetFile;
  /** The upload whose report this screen shows: the confirmations are about that file. */
  upload: Upload;
  put: (file: DatasetFile) => void;
  reload: () => void;
};

/** The gate: four confirmations by a named person, then the submission. */
export const SubmitPanel = ({ file, upload, put, reload }: Props) => {
  const { call, me } = useDesk();
  const [form, setForm] = useState<Form>(empty);
  const [choices, setChoices] = useState<Choices>({});
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<DatasetFile>();
  const formElement = useFocusFirstWrong(wrong);
  const guesses = (upload.report?.decided ?? []).filter(({ how }) => how === 'guessed').length;
  const findings = upload.report?.findings ?? [];
  const submit = (): void => {
    const { decisions, wrong: undecided } = decisionsOf(findings, choices);
    const declaration = GateDeclaration.safeParse(declarationOf(form));
    const unlooked = guesses > 0 && !form.confirmsGuesses;
    const opened = openedPersonalData(findings, decisions).length;
    const undeclared = opened > 0 && form.personal.kind !== 'lawful-to-open';
    setWrong({
      ...(unlooked ? { confirmsGuesses: 'unlooked' } : {}),
      ...undecided,
      ...(declaration.success ? {} : wrongOf(declaration.error)),
      ...(form.personal.kind === '' ? { 'personalData.kind': 'Chọn một trong ba.' } : {}),
      ...(undeclared
        ? {
            'personalData.kind': `Bạn đã quyết định ${opened} điều là dữ liệu cá nhân được mở theo pháp luật: chọn mục thứ ba và nêu căn cứ.`,
          }
        : {}),
    });
    if (!declaration.success || unlooked || undeclared || decisions.length < findings.length) return;
    const body = {
      upload: upload.id,
      declaration: declaration.data,
      notes: form.notes,
      confirmsGuesses: form.confirmsGuesses,
      findings: decisions,
    };
    command.run((key) => call(operations.submitRelease, { params: { id: file.id }, body }, key), put);
  };
  return (
    <section class="panel">
      <h2>Trình công bố bản {file.draft?.number ?? 1}</h2>
      <FromHiddenSheet report={upload.report} />
      {file.releases.length > 0 ? <Comparison file={file} upload={upload} /> : null}
      <form
        class="form"
        ref={formElement}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p class="hint">Bốn xác nhận dưới đây được ghi vào sổ cái cùng tên {me.name}.</p>
        {guesses > 0 ? (
          <Tick
            id="confirms-guesses"
            label={`Tôi đã xem ${guesses} điều hệ thống phải đoán khi đọc tệp (mục “Hệ thống đã hiểu tệp thế nào”) và thấy đúng.`}
            checked={form.confirmsGuesses}
            wrong={unticked(wrong['confirmsGuesses'])}
            change={(confirmsGuesses) => setForm((before) => ({ ...before, confirmsGuesses }))}
          />
        ) : null}
        <FindingChoices
          findings={findings}
          choices={choices}
          change={(id, choice) => setChoices((before) => ({ ...before, [id]: choice }))}
          wrong={wrong}
        />
        <Gate
          form={form}
          change={(change) => setForm((before) => ({ ...before, ...change }))}
          wrong={wrong}
        />
        <ProblemNotice problem={command.problem} reload={reload} />
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang trình…' : 'Trình phê duyệt'}
        </button>
      </form>
    </section>
  );
};
