import { useState } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import { DatasetStatus, type DatasetFileSummary } from '../../../shared/contract/publishing.ts';
import type { Client } from '../../../shared/contract/client.ts';
import type { Reply } from '../asking.ts';
import { holds, useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Heads } from '../parts/heads.tsx';
import { More, usePages } from '../paging.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { momentOf } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Link } from '../router.tsx';
import { statusWords, uploadWords } from '../words.ts';

const Row = ({ file }: { file: DatasetFileSummary }) => (
  <tr role="row">
    <th role="rowheader" scope="row">
      <Link to={`/desk/datasets/${file.id}`}>{file.title}</Link>
    </th>
    <td role="cell" data-label="Cơ quan">
      {file.agency.name}
    </td>
    <td role="cell" data-label="Trạng thái">
      <Chip word={statusWords[file.status]} />{' '}
      {file.uploadStatus && file.status === 'draft' ? <Chip word={uploadWords[file.uploadStatus]} /> : null}
    </td>
    <td role="cell" data-label="Bản phát hành">
      {file.release ?? 'chưa có'}
    </td>
    <td role="cell" data-label="Thay đổi lúc">
      {momentOf(file.changedAt)}
    </td>
  </tr>
);

const Table = ({ items, queue }: { items: readonly DatasetFileSummary[]; queue: boolean }) => (
  <table class="rows" role="table">
    <caption>
      {queue
        ? 'Hồ sơ các cơ quan đã trình, chờ lâu nhất ở trên'
        : 'Bộ dữ liệu tôi được xử lý, mới thay đổi trước'}
    </caption>
    <Heads heads={['Tên', 'Cơ quan', 'Trạng thái', 'Bản phát hành', 'Thay đổi lúc']} />
    <tbody role="rowgroup">
      {items.map((file) => (
        <Row key={file.id} file={file} />
      ))}
    </tbody>
  </table>
);

const isStatus = (text: string): text is DatasetStatus => DatasetStatus.safeParse(text).success;

const StatusFilter = ({ value, change }: { value: string; change: (status: string) => void }) => (
  <label class="inline-field">
    <span>Trạng thái</span>
    <select value={value} onChange={(event) => change(event.currentTarget.value)}>
      <option value="">Tất cả</option>
      {DatasetStatus.options.map((status) => (
        <option key={status} value={status}>
          {statusWords[status].text}
        </option>
      ))}
    </select>
  </label>
);

/** Words of the title, the address or a code; asked for when the officer says so. */
const Search = ({ find }: { find: (q: string) => void }) => {
  const [text, setText] = useState('');
  return (
    <form
      class="inline-field"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(text.trim());
      }}
    >
      <label for="find-dataset">Tìm bộ dữ liệu</label>
      <input
        id="find-dataset"
        type="search"
        maxlength={200}
        placeholder="Tên, địa chỉ hoặc mã; không cần dấu"
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setText(value);
          if (value === '') find('');
        }}
      />
      <button type="submit" class="quiet">
        Tìm
      </button>
    </form>
  );
};

const PAGE = 50;

type Query = { status?: DatasetStatus; q?: string };
type Found = Reply<{ items: DatasetFileSummary[]; next?: string | undefined }>;

/** A full page or the end of the list: the server looks through a bounded number of files for each answer. */
const pageOf = async (call: Client, query: Query, after?: string): Promise<Found> => {
  const items: DatasetFileSummary[] = [];
  let cursor = after;
  do {
    const limit = PAGE - items.length;
    const reply = await call(operations.listDatasetFiles, { query: { ...query, limit, cursor } });
    if (!reply.ok) return reply;
    items.push(...reply.body.items);
    cursor = reply.body.next;
  } while (cursor !== undefined && items.length < PAGE);
  return { ok: true, body: { items, next: cursor } };
};

const emptyWords = (queue: boolean, q: string): string => {
  if (q !== '') return `Không thấy bộ dữ liệu nào khớp với “${q}”.`;
  return queue ? 'Không có hồ sơ nào đang chờ phê duyệt.' : 'Chưa có bộ dữ liệu nào.';
};

/** All datasets I may work on, or with `queue` those that wait for approval. */
export const DatasetFiles = ({ queue = false }: { queue?: boolean }) => {
  const { call, me } = useDesk();
  const [status, setStatus] = useState(queue ? 'submitted' : '');
  const [q, setQ] = useState('');
  const query: Query = { ...(isStatus(status) ? { status } : {}), ...(q === '' ? {} : { q }) };
  const { first, items, further } = usePages(JSON.stringify(query), (cursor) => pageOf(call, query, cursor));
  const mayCreate = holds(me, 'focal') || holds(me, 'department');
  return (
    <>
      <Title text={queue ? 'Chờ phê duyệt' : 'Bộ dữ liệu'}>
        {mayCreate && !queue ? (
          <>
            <Link to="/desk/datasets/new" class="button">
              Tạo bộ dữ liệu
            </Link>{' '}
            <Link to="/desk/datasets/import" class="button quiet">
              Nhập hàng loạt
            </Link>
          </>
        ) : null}
      </Title>
      <Search find={setQ} />
      {queue ? null : <StatusFilter value={status} change={setStatus} />}
      <ProblemNotice problem={first.problem} reload={first.reload} />
      {first.loading && !first.body ? <Waiting /> : null}
      {first.body && items.length === 0 ? <p class="empty">{emptyWords(queue, q)}</p> : null}
      {items.length > 0 ? <Table items={items} queue={queue} /> : null}
      <More further={further} />
    </>
  );
};
