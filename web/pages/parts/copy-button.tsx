/** Copies `text`. Hidden until the island runs, since it can do nothing without JavaScript. */
export const CopyButton = (props: { text: string; label: string; short: string; done: string }) => (
  <button
    type="button"
    class="copy"
    hidden
    data-copy={props.text}
    data-done={props.done}
    aria-label={props.label}
    title={props.label}
  >
    {props.short}
  </button>
);
