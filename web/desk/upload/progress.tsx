import { displayBytes } from '../../display.ts';
import { progressOf, type State } from './machine.ts';

const words: Record<State['phase'], string> = {
  sending: 'Đang gửi',
  paused: 'Đã tạm dừng',
  completing: 'Đang đối chiếu mã kiểm và hoàn tất',
  complete: 'Đã gửi xong',
  failed: 'Đã dừng vì lỗi',
};

type Props = { state: State; pause: () => void; resume: () => void; again: () => void };

/** How far the upload is, with pause and resume. */
export const Progress = ({ state, pause, resume, again }: Props) => {
  const { sent, total, percent } = progressOf(state);
  const received = state.parts.filter(({ phase }) => phase === 'received').length;
  const retrying = state.parts.some(({ phase, attempts }) => phase === 'waiting' && attempts > 0);
  return (
    <>
      <progress max={100} value={percent} aria-label="Tiến độ tải lên">
        {percent}%
      </progress>
      <p class="progress-line">
        <span role="status">
          {words[state.phase]}
          {state.phase === 'sending' && retrying ? ', đang thử lại phần bị gián đoạn' : ''}
        </span>
        <span>
          {percent}% · {displayBytes(sent, 'vi')} / {displayBytes(total, 'vi')} · {received}/
          {state.parts.length} phần
        </span>
      </p>
      <p class="actions">
        {state.phase === 'sending' ? (
          <button type="button" class="quiet" onClick={pause}>
            Tạm dừng
          </button>
        ) : null}
        {state.phase === 'paused' || state.phase === 'failed' ? (
          <>
            <button type="button" onClick={resume}>
              Gửi tiếp
            </button>
            <button type="button" class="quiet" onClick={again}>
              Tải tệp khác
            </button>
          </>
        ) : null}
      </p>
    </>
  );
};
