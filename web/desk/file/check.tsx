import type { Problem } from '../../../shared/contract/problems.ts';
import { CheckStage, type CheckReport, type Upload } from '../../../shared/contract/uploads.ts';
import { displayNumber } from '../../display.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { clockOf, momentOf } from '../parts/time-words.ts';
import { ReadingPanel } from '../reading/panel.tsx';
import { stageWords } from '../words.ts';
import { Understood } from './decided.tsx';
import { Findings } from './findings.tsx';
import { OfferedFiles, ProblemFile } from './offered-files.tsx';
import { Preview, Problems, Profile } from './report.tsx';

const Stages = ({ upload }: { upload: Upload }) => {
  const stages = CheckStage.options;
  const now = upload.stage ? stages.indexOf(upload.stage) : 0;
  return (
    <ol class="stages">
      {stages.map((stage, index) => (
        <li
          key={stage}
          class={index < now ? 'past' : index === now ? 'now' : undefined}
          {...(index === now ? { 'aria-current': 'step' as const } : {})}
        >
          {stageWords[stage]}
          {index < now ? ' ✓' : ''}
        </li>
      ))}
    </ol>
  );
};

const UnderWay = ({ upload }: { upload: Upload }) => (
  <>
    <Stages upload={upload} />
    {upload.percent === undefined ? (
      <progress aria-label="Đang kiểm tra" />
    ) : (
      <progress max={100} value={upload.percent} aria-label="Tiến độ kiểm tra">
        {upload.percent}%
      </progress>
    )}
    <p class="progress-line" role="status">
      <span>
        {upload.status === 'scanning'
          ? 'Đang quét mã độc'
          : upload.stage
            ? stageWords[upload.stage]
            : 'Đang kiểm tra'}
        {upload.percent === undefined ? '' : `: ${upload.percent}%`}
      </span>
      {upload.rowsRead === undefined ? null : <span>Đã đọc {displayNumber(upload.rowsRead, 'vi')} dòng</span>}
    </p>
    {upload.resumesBy ? (
      <p class="hint">
        Nếu bước này bị gián đoạn, hệ thống tự làm tiếp, muộn nhất lúc {clockOf(upload.resumesBy)}.
      </p>
    ) : null}
    {upload.waitingSince && upload.status === 'scanning' ? (
      <p class={upload.verdict?.isLate ? 'note warn' : 'note'}>
        <strong>Chờ kết quả quét mã độc từ {momentOf(upload.waitingSince)}.</strong>{' '}
        {upload.verdict?.whatNext}
      </p>
    ) : null}
  </>
);

const formatWords = {
  csv: 'CSV',
  geojson: 'GeoJSON',
  json: 'JSON',
  xlsx: 'Excel (.xlsx)',
  xls: 'Excel (.xls)',
  zip: 'Zip',
} as const;

const Numbers = ({ report }: { report: CheckReport }) => (
  <dl class="numbers">
    <div>
      <dt>Số dòng</dt>
      <dd>{displayNumber(report.rows, 'vi')}</dd>
    </div>
    <div>
      <dt>Số cột</dt>
      <dd>{displayNumber(report.columns.length, 'vi')}</dd>
    </div>
    <div>
      <dt>Số lỗi</dt>
      <dd>{displayNumber(report.problemTotal, 'vi')}</dd>
    </div>
    {report.format ? (
      <div>
        <dt>Định dạng</dt>
        <dd>{formatWords[report.format]}</dd>
      </div>
    ) : null}
  </dl>
);

/** The check of the draft's file: how far it is, then what it found. */
export const CheckPanel = ({
  upload,
  problem,
  mayChoose,
  reload,
}: {
  upload: Upload;
  problem: Problem | undefined;
  mayChoose: boolean;
  reload: () => void;
}) => {
  const { report } = upload;
  const underWay = upload.status === 'scanning' || upload.status === 'checking';
  return (
    <section class="panel">
      <h2>Kiểm tra tệp</h2>
      <p class="hint">{upload.fileName}</p>
      <ProblemNotice problem={problem} />
      {underWay ? <UnderWay upload={upload} /> : null}
      {report && !underWay ? (
        <>
          <Numbers report={report} />
          {report.notes.length > 0 ? (
            <>
              <h3>Hệ thống đã tự làm</h3>
              <ul class="plain-list">
                {report.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </>
          ) : null}
          <Findings findings={report.findings} />
          <Understood report={report} />
          <ProblemFile upload={upload} />
          <Problems report={report} />
          {mayChoose ? (
            <ReadingPanel key={upload.id} upload={upload} report={report} reload={reload} />
          ) : null}
          <Profile report={report} />
          <Preview report={report} />
          <OfferedFiles upload={upload} heading="Các tệp sẽ được công bố" />
        </>
      ) : null}
    </section>
  );
};
