/** Said while an answer is on its way. */
export const Waiting = ({ what = 'Đang tải…' }: { what?: string }) => (
  <p class="waiting" role="status">
    {what}
  </p>
);
