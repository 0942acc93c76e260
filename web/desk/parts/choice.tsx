export type ChoiceProps = { value: string; choose: (value: string) => void };

/** One of several, with its label beside it. */
export const Choice = ({
  label,
  value,
  options,
  choose,
}: ChoiceProps & { label: string; options: readonly (readonly [string, string])[] }) => (
  <label class="inline-field">
    <span>{label}</span>
    <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
