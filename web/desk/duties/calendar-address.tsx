import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

/** Makes the secret address under which a calendar reads my duties; shown once. */
export const CalendarAddress = () => {
  const { call } = useDesk();
  const [address, setAddress] = useState<string>();
  const command = useCommand<{ address: string }>();
  return (
    <details class="calendar">
      <summary>Xem hạn trong Outlook, Google Calendar</summary>
      <p class="hint">
        Tạo địa chỉ lịch rồi dán vào mục “thêm lịch từ địa chỉ (URL)”. Ai có địa chỉ đều đọc được lịch, nên
        đừng chuyển cho người khác. Tạo địa chỉ mới thì địa chỉ cũ hết dùng được.
      </p>
      <ProblemNotice problem={command.problem} />
      {address === undefined ? (
        <button
          type="button"
          class="quiet"
          disabled={command.busy}
          onClick={() =>
            command.run(
              (key) => call(operations.createDutyFeed, {}, key),
              (made) => setAddress(made.address),
            )
          }
        >
          Tạo địa chỉ lịch
        </button>
      ) : (
        <label>
          <span>Địa chỉ lịch của bạn (chỉ hiện một lần)</span>
          <input type="text" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </details>
  );
};
