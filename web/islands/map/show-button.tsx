type Props = {
  state: 'waiting' | 'loading' | 'failed';
  texts: { readonly show: string; readonly loading: string };
  failed: string;
  show: () => void;
};

/** Nothing of a map is loaded until somebody asks to see it; a load that failed may be asked for again. */
export const ShowButton = ({ state, texts, failed, show }: Props) => (
  <>
    {state === 'failed' ? (
      <p class="note" role="alert">
        {failed}
      </p>
    ) : null}
    <p>
      <button type="button" disabled={state === 'loading'} onClick={show}>
        {state === 'loading' ? texts.loading : texts.show}
      </button>
    </p>
  </>
);
