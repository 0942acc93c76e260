import type { Lang } from '../../texts.ts';
import { loadStanding } from '../request/load.ts';
import { codeIn } from '../request/private-link.ts';
import { AboutField } from './about.tsx';
import { Choice, Field, TextInput, type Filling } from './field.tsx';
import { forms, provisions, subjects } from './model.ts';
import { Offer } from './offer.tsx';
import { PeopleRows } from './people.tsx';
import type { AskSeed } from './seed.ts';

/** Whom it is sent to. The agency of a chosen dataset can be chosen even when it is no longer in function: another answers for it. */
export const AgencyField = ({ filling, agencies }: { filling: Filling; agencies: AskSeed['agencies'] }) => {
  const { draft, change, texts, wrong } = filling;
  const ofAbout = draft.about?.agency;
  const isListed = !ofAbout || agencies.some(({ code }) => code === ofAbout.code);
  const kinds = [...new Set(agencies.map(({ kind }) => kind))];
  return (
    <Field name="agency" label={texts.agency} hint={texts.agencyHint} wrong={wrong['agency']}>
      {(attributes) => (
        <select
          {...attributes}
          value={draft.agency}
          onChange={(event) => change({ agency: event.currentTarget.value })}
        >
          <option value="">{texts.agencyChoose}</option>
          {isListed ? null : <option value={ofAbout.code}>{ofAbout.name}</option>}
          {kinds.map((kind) => (
            <optgroup label={kind} key={kind}>
              {agencies
                .filter((agency) => agency.kind === kind)
                .map(({ code, name }) => (
                  <option value={code} key={code}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
};

export const InformationPart = ({ filling, lang }: { filling: Filling; lang: Lang }) => {
  const { draft, change, texts } = filling;
  return (
    <>
      <TextInput
        {...filling}
        name="information"
        label={texts.information}
        hint={texts.informationHint}
        most={5000}
        rows={5}
      />
      <Offer text={draft.information} lang={lang} texts={texts} />
      <TextInput {...filling} name="purpose" label={texts.purpose} most={2000} rows={2} />
      <Choice
        name="provision"
        legend={texts.provision}
        value={draft.provision}
        options={provisions.map((value) => ({ value, label: texts[`provision-${value}`] }))}
        onChoose={(provision) => change({ provision })}
      />
      <Choice
        name="subject"
        legend={texts.subject}
        value={draft.subject}
        options={subjects.map((value) => ({ value, label: texts[`subject-${value}`] }))}
        onChoose={(subject) => change({ subject })}
      />
      {draft.subject === 'own' ? <p class="note">{texts.ownHint}</p> : null}
      {draft.subject === 'consented' ? <p class="note">{texts.consentHint}</p> : null}
    </>
  );
};

export const ReportPart = ({ filling, lang, lost }: { filling: Filling; lang: Lang; lost: boolean }) => {
  const { draft, change, texts } = filling;
  /** The agency that answered then answers for it now. */
  const findAgency = (): void => {
    const code = codeIn(draft.follows);
    if (code === undefined) return;
    void loadStanding(code).then(
      ({ agency }) => change({ follows: code, agency: agency.code }),
      () => undefined,
    );
  };
  return (
    <>
      {draft.kind === 'correction' ? (
        <TextInput
          {...filling}
          name="follows"
          label={texts.follows}
          hint={texts.followsHint}
          most={40}
          autocomplete="off"
          onBlur={findAgency}
        />
      ) : (
        <AboutField filling={filling} lang={lang} isOptional={draft.kind !== 'error-report'} lost={lost} />
      )}
      <TextInput
        {...filling}
        name="description"
        label={texts.description}
        hint={texts.descriptionHint}
        most={5000}
        rows={5}
      />
      {draft.kind === 'must-publish' ? <Offer text={draft.description} lang={lang} texts={texts} /> : null}
      <TextInput {...filling} name="place" label={texts.place} hint={texts.placeHint} most={500} isOptional />
      <TextInput {...filling} name="proposal" label={texts.proposal} most={2000} rows={2} isOptional />
    </>
  );
};

/** Who asks: what the law wants of a request for information; of a report, what the person wants to say. */
export const WhoPart = ({ filling }: { filling: Filling }) => {
  const { draft, change, texts } = filling;
  const isInformation = draft.kind === 'information';
  const isThrough = isInformation && draft.form === '01b';
  return (
    <>
      {isInformation ? (
        <Choice
          name="form"
          legend={texts.form}
          value={draft.form}
          options={forms.map((value) => ({ value, label: texts[`form-${value}`] }))}
          onChoose={(form) => change({ form })}
        />
      ) : null}
      {isThrough ? (
        <>
          <TextInput {...filling} name="intermediaryName" label={texts.intermediaryName} most={300} />
          <TextInput {...filling} name="intermediaryAddress" label={texts.intermediaryAddress} most={400} />
          <PeopleRows {...filling} />
        </>
      ) : null}
      <TextInput
        {...filling}
        name="name"
        label={isThrough ? texts.representative : texts.name}
        most={200}
        autocomplete="name"
        isOptional={!isInformation}
      />
      {isInformation ? (
        <>
          <TextInput
            {...filling}
            name="address"
            label={texts.address}
            most={400}
            autocomplete="street-address"
          />
          <TextInput {...filling} name="idNumber" label={texts.idNumber} most={30} autocomplete="off" />
        </>
      ) : null}
      <TextInput
        {...filling}
        name="phone"
        label={texts.phone}
        most={30}
        inputmode="tel"
        autocomplete="tel"
        isOptional
      />
      {isInformation ? (
        <TextInput {...filling} name="fax" label={texts.fax} most={30} inputmode="tel" isOptional />
      ) : null}
    </>
  );
};
