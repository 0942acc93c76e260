import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { displayNumber } from '../../display.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';

/** How many people follow it by mail. Nobody is told who. */
export const FollowersPanel = ({ file: { id } }: { file: DatasetFile }) => {
  const { call } = useDesk();
  const { body } = useAsked(id, () => call(operations.countFollowers, { params: { id } }));
  return body ? (
    <section class="panel">
      <h2>Người theo dõi qua thư</h2>
      <p>
        <strong>{displayNumber(body.count, 'vi')}</strong> người nhận thư khi có bản phát hành mới hoặc khi
        thu hồi. Không ai ở cơ quan xem được địa chỉ của họ.
      </p>
    </section>
  ) : null;
};
