import type { ComponentChildren } from 'preact';
import { fill } from '../../fill.ts';
import type { Faults } from './faults.ts';
import type { Draft, TextField } from './model.ts';
import type { AskTexts } from './seed.ts';

/** Sentences under fields, by field: what to mend, in the visitor's language. */
export type Wrong = Readonly<Record<string, string>>;

export const wordsOf = (faults: Faults, texts: AskTexts): Wrong =>
  Object.fromEntries(
    Object.entries(faults).map(([field, { why, n = 0 }]) => [field, fill(texts.wrong[why], { n })]),
  );

/** What is left to say once somebody changed these fields: of them, nothing until the next check. */
export const withoutFields = (wrong: Wrong, fields: readonly string[]): Wrong =>
  Object.fromEntries(Object.entries(wrong).filter(([name]) => !fields.includes(name.split('.')[0] ?? name)));

/** What every part of the form works on. */
export type Filling = {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly wrong: Wrong;
  readonly texts: AskTexts;
};

const idOf = (field: string): string => `ask-${field.replaceAll('.', '-')}`;

type Attributes = {
  id: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
};

const attributesOf = (field: string, hint: string | undefined, wrong: string | undefined): Attributes => {
  const id = idOf(field);
  const described = [
    hint === undefined ? [] : [`${id}-hint`],
    wrong === undefined ? [] : [`${id}-wrong`],
  ].flat();
  return {
    id,
    ...(wrong === undefined ? {} : { 'aria-invalid': true as const }),
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
  };
};

const Notes = ({ id, hint, wrong }: { id: string; hint: string | undefined; wrong: string | undefined }) => (
  <>
    {hint === undefined ? null : (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {wrong === undefined ? null : (
      <p class="wrong" id={`${id}-wrong`}>
        {wrong}
      </p>
    )}
  </>
);

/** A labelled control with its hint and what is wrong with it. */
export const Field = (props: {
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: string | undefined;
  wrong: string | undefined;
  children: (attributes: Attributes) => ComponentChildren;
}) => {
  const { name, label, hint, optional, wrong } = props;
  const attributes = attributesOf(name, hint, wrong);
  return (
    <div class="field">
      <label for={attributes.id}>
        {label} {optional === undefined ? null : <small>({optional})</small>}
      </label>
      <Notes id={attributes.id} hint={hint} wrong={wrong} />
      {props.children(attributes)}
    </div>
  );
};

type TextProps = Filling & {
  name: TextField;
  label: string;
  hint?: string;
  isOptional?: boolean;
  most: number;
  rows?: number;
  inputmode?: 'tel' | 'email';
  autocomplete?: string;
  onBlur?: () => void;
};

/** A line of text, or several. */
export const TextInput = (props: TextProps) => {
  const { draft, change, wrong, texts, name, label, hint, most, rows, inputmode, autocomplete } = props;
  const common = {
    name,
    value: draft[name],
    maxlength: most,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      change({ [name]: currentTarget.value }),
    ...(props.onBlur ? { onBlur: props.onBlur } : {}),
    ...(autocomplete === undefined ? {} : { autocomplete }),
    ...(inputmode === undefined ? {} : { inputmode }),
  };
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      optional={props.isOptional ? texts.optional : undefined}
      wrong={wrong[name]}
    >
      {(attributes) =>
        rows === undefined ? (
          <input {...attributes} {...common} />
        ) : (
          <textarea {...attributes} {...common} rows={rows} />
        )
      }
    </Field>
  );
};

/** One of a few, each with its words. */
export const Choice = <Value extends string>(props: {
  name: string;
  legend: string;
  value: Value;
  options: readonly { value: Value; label: string; explains?: string }[];
  onChoose: (value: Value) => void;
}) => (
  <fieldset class="choices">
    <legend>{props.legend}</legend>
    {props.options.map(({ value, label, explains }) => (
      <label class="choice" key={value}>
        <input
          type="radio"
          name={props.name}
          value={value}
          checked={value === props.value}
          onChange={() => props.onChoose(value)}
        />
        <span>
          {label}
          {explains === undefined ? null : <small>{explains}</small>}
        </span>
      </label>
    ))}
  </fieldset>
);
