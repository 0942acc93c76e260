import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { momentOf } from '../parts/time-words.ts';
import { actorWord, eventWord } from '../words.ts';

/** Who did what and when, newest first. */
export const History = ({ file }: { file: DatasetFile }) => (
  <section class="panel">
    <h2>Lịch sử</h2>
    <ol class="timeline">
      {file.history.toReversed().map((entry, index) => (
        <li key={index}>
          <strong>{eventWord(entry.type)}</strong>
          {entry.note ? <span>: {entry.note}</span> : null}
          <small>
            <time datetime={entry.at}>{momentOf(entry.at)}</time> · {actorWord(entry.by)}
          </small>
        </li>
      ))}
    </ol>
  </section>
);
