import type { RefObject } from 'preact';
import { showHour } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Lang } from '../../texts.ts';
import { Field, TextInput, type Filling } from './field.tsx';

/** The address, then the code that came by mail: both stay in the form, so that nothing typed above goes away. */
export const ConfirmPart = (props: {
  filling: Filling;
  lang: Lang;
  /** Until when the code that was sent holds; nothing before one was sent. */
  validUntil: string | undefined;
  code: string;
  codeField: RefObject<HTMLInputElement | null>;
  onCode: (code: string) => void;
  onAgain: () => void;
  isBusy: boolean;
}) => {
  const { filling, lang, validUntil, code, isBusy } = props;
  const { texts, draft, wrong } = filling;
  return (
    <>
      <TextInput
        {...filling}
        name="email"
        label={texts.email}
        most={254}
        inputmode="email"
        autocomplete="email"
      />
      {validUntil === undefined ? null : (
        <>
          <p role="status">
            {fill(texts.codeSent, { email: draft.email.trim(), time: showHour(validUntil, lang) })}
          </p>
          <Field name="code" label={texts.code} wrong={wrong['code']}>
            {(attributes) => (
              <input
                {...attributes}
                class="code-field"
                ref={props.codeField}
                value={code}
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength={12}
                onInput={(event) => props.onCode(event.currentTarget.value)}
              />
            )}
          </Field>
        </>
      )}
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {isBusy ? texts.asking : validUntil === undefined ? texts.askCode : texts.send}
        </button>
        {validUntil === undefined ? null : (
          <button type="button" class="quiet" aria-disabled={isBusy} onClick={props.onAgain}>
            {texts.again}
          </button>
        )}
      </div>
    </>
  );
};
