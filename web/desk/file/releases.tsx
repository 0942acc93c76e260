import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { displayNumber } from '../../display.ts';
import { paths } from '../../paths.ts';
import { Chip } from '../parts/chip.tsx';
import { dayWords } from '../parts/time-words.ts';
import { WithdrawOlder } from './withdraw-older.tsx';
import { WithdrawRelease } from './withdraw-release.tsx';

type Props = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };
type Standing = DatasetFile['releases'][number];

const Files = ({ slug, release }: { slug: string; release: Standing }) => (
  <>
    :{' '}
    {release.files.map((published, index) => (
      <span key={published.name}>
        {index > 0 ? ', ' : ''}
        <a href={paths.releaseFile(slug, release.number, published.name)}>{published.name}</a>
      </span>
    ))}
  </>
);

const Published = ({ file, release, ...rest }: Props & { release: Standing }) => (
  <>
    <strong>Bản {release.number}</strong>, ngày {dayWords(release.publishedOn)}
    {release.rows === undefined ? '' : `, ${displayNumber(release.rows, 'vi')} dòng`}
    {file.status === 'withdrawn' ? null : <Files slug={file.slug} release={release} />}
    {file.mayDo.includes('withdraw-release') ? (
      <div>
        <WithdrawRelease file={file} number={release.number} {...rest} />
      </div>
    ) : null}
  </>
);

const Withdrawn = ({ release }: { release: DatasetFile['withdrawnReleases'][number] }) => (
  <>
    <strong>Bản {release.number}</strong>, ngày {dayWords(release.publishedOn)}{' '}
    <Chip word={{ text: 'Đã rút', tone: 'bad' }} /> ngày {dayWords(release.withdrawnOn)}. Lý do:{' '}
    {release.reason}
  </>
);

/** What has been published so far, newest first; what was taken back keeps its line. */
export const ReleasesPanel = (props: Props) => {
  const { file } = props;
  const lines = [...file.releases, ...file.withdrawnReleases].toSorted((a, b) => b.number - a.number);
  if (lines.length === 0) return null;
  return (
    <section class="panel">
      <h2>Các bản đã công bố</h2>
      <ul class="plain-list">
        {lines.map((release) => (
          <li key={release.number}>
            {'reason' in release ? (
              <Withdrawn release={release} />
            ) : (
              <Published {...props} release={release} />
            )}
          </li>
        ))}
      </ul>
      {file.releaseTotal > lines.length && file.status !== 'withdrawn' ? (
        <>
          <p>
            <a href={paths.releases('vi', file.slug)}>
              Xem tất cả {displayNumber(file.releaseTotal, 'vi')} bản trên trang công khai
            </a>
          </p>
          {file.mayDo.includes('withdraw-release') ? <WithdrawOlder {...props} /> : null}
        </>
      ) : null}
    </section>
  );
};
