import { useState } from 'preact/hooks';

/** A place to choose or drop one file. */
export const FileChoice = (props: {
  choose: (file: File) => void;
  wrong: string | undefined;
  busy: boolean;
}) => {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) props.choose(file);
  };
  return (
    <div class="field">
      <label
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <span class="button">{props.busy ? 'Đang chuẩn bị…' : 'Chọn tệp'}</span>
        <span class="drop-words">hoặc kéo thả vào đây</span>
        <input
          type="file"
          class="unseen"
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.zip,.json,.jsonl,.geojson,text/csv,application/geo+json"
          disabled={props.busy}
          aria-invalid={props.wrong !== undefined}
          aria-describedby={props.wrong ? 'file-wrong' : undefined}
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file may be chosen again after a mistake.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {props.wrong ? (
        <span class="wrong" id="file-wrong" role="alert">
          {props.wrong}
        </span>
      ) : null}
    </div>
  );
};
