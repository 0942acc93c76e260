import type { ComponentChildren } from 'preact';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import type { InformationForm, ReportForm } from '../../../shared/contract/request-forms.ts';
import { Link } from '../router.tsx';
import { provisionWords, subjectWords } from './words.ts';

const Facts = ({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

const Lines = ({ text }: { text: string }) => <span class="pre-line">{text}</span>;

const Information = ({ asks, email }: { asks: InformationForm; email: string | undefined }) => {
  const { person } = asks;
  return (
    <>
      <h3>Thông tin được yêu cầu</h3>
      <Facts
        facts={[
          ['Nội dung', <Lines key="information" text={asks.information} />],
          ['Mục đích', <Lines key="purpose" text={asks.purpose} />],
          ['Hình thức cung cấp', provisionWords[asks.provision]],
          ['Thuộc loại', subjectWords[asks.subject]],
        ]}
      />
      {asks.subject === 'own' ? (
        <p class="hint">
          Cổng chỉ biết địa chỉ thư là của người này. Đối chiếu họ tên, số giấy tờ với hồ sơ của cơ quan trước
          khi cung cấp thông tin của chính họ.
        </p>
      ) : null}
      <h3>{asks.form === '01b' ? 'Người đại diện' : 'Người yêu cầu'}</h3>
      <Facts
        facts={[
          ['Họ và tên', person.name],
          ['Nơi cư trú, địa chỉ', person.address],
          ['Số giấy tờ tùy thân', person.idNumber],
          ['Điện thoại', person.phone],
          ['Fax', person.fax],
          ['Thư điện tử', email ?? person.email],
        ]}
      />
      {asks.form === '01b' ? (
        <>
          <h3>Thông qua tổ chức</h3>
          <Facts
            facts={[
              ['Tên', asks.intermediary.name],
              ['Địa chỉ', asks.intermediary.address],
            ]}
          />
          <div class="scroll" tabindex={0} role="region" aria-label="Danh sách người yêu cầu">
            <table>
              <caption>{asks.intermediary.people.length} người</caption>
              <thead>
                <tr>
                  <th scope="col">Họ và tên</th>
                  <th scope="col">Số giấy tờ</th>
                  <th scope="col">Lý do</th>
                </tr>
              </thead>
              <tbody>
                {asks.intermediary.people.map((one) => (
                  <tr key={one.idNumber}>
                    <th scope="row">{one.name}</th>
                    <td>{one.idNumber}</td>
                    <td>{one.reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </>
  );
};

const Report = ({ says, email }: { says: ReportForm; email: string | undefined }) => (
  <Facts
    facts={[
      ['Điều phản ánh', <Lines key="description" text={says.description} />],
      ['Ở chỗ', says.place],
      ['Đề xuất', says.proposal === undefined ? undefined : <Lines key="proposal" text={says.proposal} />],
      ['Họ và tên', says.name],
      ['Thư điện tử', email ?? says.email],
      ['Điện thoại', says.phone],
    ]}
  />
);

/** Who asks and what, as it was sent in; hidden from those who only watch over it, gone once its time is over. */
export const ContentPanel = ({ request }: { request: RequestAtDesk }) => {
  const { content, email } = request;
  return (
    <section class="panel">
      <h2>Nội dung</h2>
      {request.hidden ? (
        <p>Phần này chỉ hiện với cơ quan đang giải quyết: có dữ liệu cá nhân của người yêu cầu.</p>
      ) : null}
      {request.papersErasedOn ? <p>Đã xóa theo thời hạn lưu; sổ cái vẫn chứng minh từng bước.</p> : null}
      {content?.kind === 'information' ? <Information asks={content.asks} email={email} /> : null}
      {content && content.kind !== 'information' ? <Report says={content.says} email={email} /> : null}
      {content?.kind === 'correction' ? (
        <p>
          Về câu trả lời của yêu cầu <Link to={`/desk/requests/${content.follows}`}>{content.follows}</Link>
        </p>
      ) : null}
      {request.datasets.length > 0 ? (
        <>
          <h3>Bộ dữ liệu</h3>
          <ul class="plain-list">
            {request.datasets.map(({ id, title, slug }) => (
              <li key={id}>
                <a href={`/datasets/${slug}/`}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
};
