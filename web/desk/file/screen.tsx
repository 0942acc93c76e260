import { useEffect } from 'preact/hooks';
import { operations } from '../../../shared/contract/operations.ts';
import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import type { Upload } from '../../../shared/contract/uploads.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { UploadPanel } from '../upload/panel.tsx';
import { statusWords, uploadWords } from '../words.ts';
import { ApprovalPanel } from './approval.tsx';
import { CheckPanel } from './check.tsx';
import { FollowersPanel } from './followers.tsx';
import { History } from './history.tsx';
import { MetadataPanel } from './metadata.tsx';
import { NextStep } from './next-step.tsx';
import { QualityPanel } from './quality.tsx';
import { ReleasesPanel } from './releases.tsx';
import { SubmitPanel } from './submit.tsx';
import { useCurrentUpload } from './use-current-upload.ts';
import { WithdrawPanel } from './withdraw.tsx';

type ViewProps = { file: DatasetFile; put: (file: DatasetFile) => void; reload: () => void };

const PUBLISHING_POLL_MS = 2000;

/** While an approved release is being put in place, looks again until it stands. */
const useWatchPublishing = (file: DatasetFile | undefined, reload: () => void): void => {
  useEffect(() => {
    if (file?.status !== 'approved') return undefined;
    const timer = setTimeout(reload, PUBLISHING_POLL_MS);
    return () => clearTimeout(timer);
  }, [file, reload]);
};

const unfinishedOf = (upload: Upload | undefined): Upload | undefined =>
  upload?.status === 'receiving' ? upload : undefined;

const View = ({ file, put, reload }: ViewProps) => {
  const watched = useCurrentUpload(file, reload);
  const upload = watched.upload;
  const may = new Set(file.mayDo);
  // Panels that decide on a file are made anew with each file: a confirmation never carries over to another one.
  const drafted = file.draft?.upload;
  const passed = upload?.status === 'passed';
  const working = upload?.status === 'scanning' || upload?.status === 'checking';
  return (
    <>
      <Title text={file.metadata.title}>
        <span class="badges">
          <Chip word={statusWords[file.status]} />
          {upload && file.status === 'draft' ? <Chip word={uploadWords[upload.status]} /> : null}
          {file.demonstration ? <span class="chip demo">Dữ liệu minh họa</span> : null}
        </span>
      </Title>
      <p class="hint">{file.agency.name}</p>
      <div class="file-grid">
        <div>
          <NextStep file={file} upload={upload} />
          {drafted && (may.has('approve') || may.has('return')) ? (
            <ApprovalPanel
              key={drafted}
              file={file}
              seen={drafted}
              upload={upload}
              put={put}
              reload={reload}
            />
          ) : null}
          {upload && upload.status !== 'receiving' && upload.status !== 'expired' ? (
            <CheckPanel
              upload={upload}
              problem={watched.problem}
              mayChoose={may.has('choose-reading') && upload.id === drafted}
              reload={reload}
            />
          ) : null}
          {may.has('submit') && upload && passed ? (
            <SubmitPanel key={upload.id} file={file} upload={upload} put={put} reload={reload} />
          ) : null}
          {may.has('upload') && !working ? (
            <UploadPanel
              file={file}
              unfinished={unfinishedOf(upload)}
              replaces={passed}
              onBegun={watched.remember}
              onAbandoned={watched.forget}
              onComplete={() => {
                watched.again();
                reload();
              }}
              reload={reload}
            />
          ) : null}
          <ReleasesPanel file={file} put={put} reload={reload} />
          {may.has('withdraw') ? <WithdrawPanel file={file} put={put} reload={reload} /> : null}
        </div>
        <div>
          <MetadataPanel file={file} put={put} reload={reload} />
          {file.releases.length > 0 && file.status !== 'withdrawn' ? <FollowersPanel file={file} /> : null}
          <QualityPanel file={file} />
          <History file={file} />
        </div>
      </div>
    </>
  );
};

/** The file of one dataset: where it stands, what comes next, and everything one may do. */
export const DatasetFileScreen = ({ id }: { id: string }) => {
  const { call } = useDesk();
  const asked = useAsked(id, () => call(operations.readDatasetFile, { params: { id } }));
  useWatchPublishing(asked.body, asked.reload);
  return (
    <>
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      {asked.loading && !asked.body ? <Waiting what="Đang mở hồ sơ…" /> : null}
      {asked.body ? <View file={asked.body} put={asked.put} reload={asked.reload} /> : null}
    </>
  );
};
