import type { ComponentChildren } from 'preact';

/** What an input needs so that its label, hint and error are read with it. */
export type FieldAttributes = {
  id: string;
  name: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
};

type Props = {
  id: string;
  label: string;
  hint?: string;
  wrong: string | undefined;
  children: (attributes: FieldAttributes) => ComponentChildren;
};

/** A labelled input with its hint and its error. */
export const Field = ({ id, label, hint, wrong, children }: Props) => {
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : '']
    .filter((part) => part !== '')
    .join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {children({
        id,
        name: id,
        'aria-invalid': wrong !== undefined,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {wrong ? (
        <span class="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      ) : null}
    </div>
  );
};
