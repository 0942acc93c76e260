import type * as z from 'zod';
import type { RequestReceivedShown } from '../../../shared/contract/requests.ts';
import { fragmentOf } from '../../islands/request/private-link.ts';
import { paths } from '../../paths.ts';
import { dueOrWhy } from '../parts/due-words.ts';
import { dayWords } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Link } from '../router.tsx';

/** What somebody without e-mail takes along: nothing else would ever tell them the code and the link. */
export const Slip = ({ made }: { made: z.infer<typeof RequestReceivedShown> }) => {
  const { code, secret, deadline, agency, receivedOn } = made;
  const facts = [
    ['Mã theo dõi', code],
    ['Cơ quan giải quyết', agency.name],
    ['Ngày nhận', dayWords(receivedOn)],
    ['Hạn trả lời', dueOrWhy(deadline)],
    ['Liên kết riêng', location.origin + paths.requests('vi') + fragmentOf({ code, secret })],
  ] as const;
  return (
    <>
      <Title text={`Đã ghi nhận yêu cầu ${code}`} />
      <section class="panel">
        <h2>Đưa cho người yêu cầu</h2>
        <dl class="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="as-written">{value}</dd>
            </div>
          ))}
        </dl>
        <p>
          Mã theo dõi cho xem tình trạng và hạn. Liên kết riêng mở toàn bộ yêu cầu và câu trả lời, để bổ sung
          hoặc rút yêu cầu: chỉ đưa cho người yêu cầu. Cổng không hiện lại liên kết này.
        </p>
        <p class="actions no-print">
          <button type="button" onClick={() => window.print()}>
            In phiếu này
          </button>
          <Link to={`/desk/requests/${code}`} class="button">
            Mở yêu cầu
          </Link>
        </p>
      </section>
    </>
  );
};
