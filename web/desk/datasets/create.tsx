import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { Contact, type DatasetFile } from '../../../shared/contract/publishing.ts';
import { AgencyCode } from '../../../shared/kernel/ids.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusFirstWrong } from '../parts/use-focus-first-wrong.ts';
import { Title } from '../parts/title.tsx';
import { navigate } from '../router.tsx';
import { AgencyField } from './agency-field.tsx';
import { ContactFields, type ContactForm } from './contact-fields.tsx';
import { MetadataFields } from './metadata-fields.tsx';
import { emptyForm, metadataOf, type MetadataForm } from './metadata-form.ts';
import { useContactDefaults } from './use-contact-defaults.ts';

const contactOf = (form: ContactForm) =>
  Contact.safeParse({
    name: form.name,
    email: form.email,
    ...(form.phone.trim() ? { phone: form.phone } : {}),
  });

/** A new dataset: whose, what it is, whom to ask. */
export const CreateDataset = () => {
  const { call, me, vocabularies } = useDesk();
  const agencies = me.memberships.filter(({ role }) => role === 'focal' || role === 'department');
  const [agency, setAgency] = useState<string>(agencies[0]?.agency ?? '');
  const usualLicence = vocabularies.licences.find((licence) => licence.default) ?? vocabularies.licences[0];
  const [form, setForm] = useState<MetadataForm>(() => emptyForm(usualLicence?.id ?? ''));
  const [contact, setContact] = useContactDefaults(agency);
  const [wrong, setWrong] = useState<Wrong>({});
  const command = useCommand<DatasetFile>();
  const formElement = useFocusFirstWrong(wrong);

  const create = (): void => {
    const metadata = metadataOf(form);
    const person = contactOf(contact);
    const code = AgencyCode.safeParse(agency);
    const contactWrong = person.success
      ? {}
      : Object.fromEntries(
          Object.entries(wrongOf(person.error)).map(([path, text]) => [`contact.${path}`, text]),
        );
    setWrong({
      ...metadata.wrong,
      ...contactWrong,
      ...(code.success ? {} : { agency: 'Chọn cơ quan.' }),
    });
    if (!metadata.metadata || !person.success || !code.success) return;
    const body = { agency: code.data, metadata: metadata.metadata, contact: person.data };
    command.run(
      (key) => call(operations.createDataset, { body }, key),
      (file) => navigate(`/desk/datasets/${file.id}`),
    );
  };

  return (
    <>
      <Title text="Tạo bộ dữ liệu" />
      <form
        class="panel form"
        ref={formElement}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <AgencyField agencies={agencies} agency={agency} choose={setAgency} wrong={wrong['agency']} />
        <MetadataFields
          form={form}
          wrong={wrong}
          change={(change) => setForm((before) => ({ ...before, ...change }))}
        />
        <ContactFields
          form={contact}
          wrong={wrong}
          change={(change) => setContact({ ...contact, ...change })}
        />
        {Object.keys(wrong).length > 0 ? (
          <p class="problem" role="alert">
            Còn {Object.keys(wrong).length} mục cần sửa, đã đánh dấu ở trên.
          </p>
        ) : null}
        <ProblemNotice problem={command.problem} />
        <button type="submit" disabled={command.busy}>
          {command.busy ? 'Đang tạo…' : 'Tạo và tải tệp lên'}
        </button>
      </form>
    </>
  );
};
