/** A box to tick beside what ticking it says, with its error. */
export const Tick = (props: {
  id: string;
  label: string;
  checked: boolean;
  wrong: string | undefined;
  change: (on: boolean) => void;
}) => (
  <div class="field">
    <label class="check-row" for={props.id}>
      <input
        id={props.id}
        type="checkbox"
        checked={props.checked}
        aria-invalid={props.wrong !== undefined}
        aria-describedby={props.wrong ? `${props.id}-wrong` : undefined}
        onChange={(event) => props.change(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
    {props.wrong ? (
      <span class="wrong" id={`${props.id}-wrong`}>
        {props.wrong}
      </span>
    ) : null}
  </div>
);
