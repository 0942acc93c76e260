import { operations } from '../../../shared/contract/operations.ts';
import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import type { RequestCode } from '../../../shared/kernel/ids.ts';
import { useAsked } from '../asking.ts';
import { useDesk } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { dayWords } from '../parts/time-words.ts';
import { Title } from '../parts/title.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { ActsPanel } from './acts.tsx';
import { ClockPanel } from './clock.tsx';
import { ContentPanel } from './content.tsx';
import { CorrectionsPanel } from './corrections.tsx';
import { ContestsPanel } from './contests.tsx';
import { FilesPanel } from './files.tsx';
import { LettersPanel } from './letters.tsx';
import { TimelinePanel } from './timeline.tsx';
import { channelWords, toneOf } from './words.ts';

const Refusal = ({ refusal }: { refusal: RequestAtDesk['refusal'] }) =>
  refusal ? (
    <p>
      Từ chối: {refusal.title.vi}.{refusal.cites.length > 0 ? ` Căn cứ: ${refusal.cites.join('; ')}` : ''}
    </p>
  ) : null;

/** One request: its clock, who asks what, the files, what happened, what to do. */
export const RequestScreen = ({ code }: { code: RequestCode }) => {
  const { call } = useDesk();
  const asked = useAsked(code, () => call(operations.readRequest, { params: { code } }));
  const request = asked.body;
  if (!request)
    return (
      <>
        <Title text={`Yêu cầu ${code}`} />
        {asked.loading ? <Waiting /> : null}
        <ProblemNotice problem={asked.problem} reload={asked.reload} />
      </>
    );
  return (
    <>
      <Title text={`Yêu cầu ${code}`}>
        <span class="badges">
          <Chip word={{ text: request.statusTitle, tone: toneOf[request.status] }} />
          {request.overdue ? <span class="chip bad">Quá hạn</span> : null}
          {request.complexity === 'complex' ? <span class="chip">Cần tập hợp thông tin</span> : null}
        </span>
      </Title>
      <p class="hint">
        {request.kindTitle} · {request.agency.name} · nhận ngày {dayWords(request.receivedOn)}{' '}
        {channelWords[request.channel]}
      </p>
      <Refusal refusal={request.refusal} />
      <ProblemNotice problem={asked.problem} reload={asked.reload} />
      <div class="file-grid">
        <div>
          <ActsPanel request={request} put={asked.put} reload={asked.reload} />
          <ContentPanel request={request} />
          <FilesPanel request={request} reload={asked.reload} />
          <LettersPanel request={request} />
          <ContestsPanel request={request} put={asked.put} reload={asked.reload} />
        </div>
        <div>
          <ClockPanel request={request} />
          <CorrectionsPanel corrections={request.corrections} />
          <TimelinePanel request={request} />
        </div>
      </div>
    </>
  );
};
