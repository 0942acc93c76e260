import { Field } from '../parts/field.tsx';

/** Which of the agencies one works for. */
export const AgencyField = (props: {
  agencies: readonly { readonly agency: string; readonly agencyName: string }[];
  agency: string;
  choose: (agency: string) => void;
  wrong: string | undefined;
  hint?: string;
}) => (
  <Field id="agency" label="Cơ quan" wrong={props.wrong} {...(props.hint ? { hint: props.hint } : {})}>
    {(attributes) => (
      <select
        {...attributes}
        value={props.agency}
        onChange={(event) => props.choose(event.currentTarget.value)}
      >
        {props.agencies.map((membership) => (
          <option key={membership.agency} value={membership.agency}>
            {membership.agencyName}
          </option>
        ))}
      </select>
    )}
  </Field>
);
