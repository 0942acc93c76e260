import type { RequestEvent } from '../../../events/requests.ts';
import type { Deadline } from '../../kernel/deadline.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { RequestStatus } from '../../kernel/request.ts';
import type { Closing, Correction, EarlierDeadline, InformationRequest } from './model.ts';

const known = (request: InformationRequest | undefined): InformationRequest => {
  if (!request) throw new TypeError('A request begins with RequestReceived');
  return request;
};

const dueBy = (
  request: InformationRequest,
  deadline: Deadline,
  replaced: Omit<EarlierDeadline, 'deadline'>,
): InformationRequest => ({
  ...request,
  deadline,
  earlierDeadlines: [...request.earlierDeadlines, { deadline: request.deadline, ...replaced }],
});

const closed = (request: InformationRequest, closing: Closing): InformationRequest => ({
  ...request,
  status: closing.how,
  closing,
});

/** Where a request is once the requester has answered: where it was before it was asked about. */
const resumed = ({ acceptedOn }: InformationRequest): RequestStatus => (acceptedOn ? 'accepted' : 'received');

const withCorrection = (
  request: InformationRequest,
  change: (correction: Correction) => Correction,
): InformationRequest => ({
  ...request,
  corrections: (request.corrections ?? []).map((correction, i, all) =>
    i === all.length - 1 ? change(correction) : correction,
  ),
});

const endPause = (request: InformationRequest, on: LocalDate): InformationRequest => ({
  ...request,
  pauses: request.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: on } : pause)),
});

/** What each fact makes of a request. Total over the capability's events, and free of rules: those decided already. */
export const evolve = (state: InformationRequest | undefined, fact: RequestEvent): InformationRequest => {
  if (fact.type === 'RequestReceived') {
    const { paper: _apart, form, about, ...received } = fact.data;
    return {
      ...received,
      ...(form && { form }),
      ...(about && { about }),
      clockStartOn: received.receivedOn,
      clockStartAt: received.receivedAt,
      status: 'received',
      complexity: 'simple',
      pauses: [],
      earlierDeadlines: [],
      transfers: [],
    };
  }
  const request = known(state);
  switch (fact.type) {
    case 'RequestAccepted':
      return { ...request, status: 'accepted', acceptedOn: fact.data.on };
    case 'ClarificationAsked': {
      const { on, until, deadline } = fact.data;
      const asked = {
        ...request,
        status: 'clarifying' as const,
        pauses: [...request.pauses, { from: on, until }],
      };
      return dueBy(asked, deadline, { replacedOn: on, because: 'clarification' });
    }
    case 'ClarificationGiven': {
      const { on, deadline } = fact.data;
      const answered = { ...endPause(request, on), status: resumed(request) };
      return dueBy(answered, deadline, { replacedOn: on, because: 'clarification' });
    }
    case 'ClarificationLapsed':
      return closed(request, { how: 'lapsed', on: fact.data.on });
    case 'RequestFoundComplex': {
      const { on, notice: due, deadline } = fact.data;
      const found = {
        ...request,
        complexity: 'complex' as const,
        complexNotice: { on, ...(due && { due }) },
      };
      return dueBy(found, deadline, { replacedOn: on, because: 'complexity' });
    }
    case 'RequestExtended': {
      const { on, deadline } = fact.data;
      return dueBy({ ...request, extendedOn: on }, deadline, { replacedOn: on, because: 'extension' });
    }
    case 'RequestTransferred': {
      const { on, from, to, because, late, deadline } = fact.data;
      const transfers = [...request.transfers, { on, from, to, because, ...(late && { late }) }];
      const moved = { ...request, agency: to, transfers };
      // What is closed has no clock any more: only whoever puts it right is another.
      if (request.closing) return moved;
      return dueBy(because === 'succession' ? moved : begunAgain(moved, on, fact.data.at), deadline, {
        replacedOn: on,
        because: 'transfer',
      });
    }
    case 'RequestAnswered': {
      const { on, files, datasets, finding } = fact.data;
      return closed(request, { how: 'answered', on, files, datasets, ...(finding && { finding }) });
    }
    case 'RequestRefused': {
      const { on, ground, detail } = fact.data;
      return closed(request, { how: 'refused', on, ground, ...(detail !== undefined && { detail }) });
    }
    case 'RequestWithdrawn':
      return closed(request, { how: 'withdrawn', on: fact.data.on });
    case 'RequestContested': {
      const { how, filedOn, on: recordedOn } = fact.data;
      return { ...request, contests: [...(request.contests ?? []), { how, filedOn, recordedOn }] };
    }
    case 'AnswerFoundWrong': {
      const { on: foundOn, discoveredOn, deadline } = fact.data;
      const correction = { discoveredOn, foundOn, deadline, earlierDeadlines: [] };
      return { ...request, corrections: [...(request.corrections ?? []), correction] };
    }
    case 'CorrectionDeadlineRecomputed': {
      const { on: replacedOn, why, deadline } = fact.data;
      return withCorrection(request, (correction) => ({
        ...correction,
        deadline,
        earlierDeadlines: [
          ...correction.earlierDeadlines,
          { deadline: correction.deadline, replacedOn, because: 'law', why },
        ],
      }));
    }
    case 'AnswerCorrected': {
      const { on, files } = fact.data;
      return withCorrection(request, (correction) => ({ ...correction, corrected: { on, files } }));
    }
    case 'RequestDeadlineRecomputed': {
      const { on, why, deadline } = fact.data;
      return dueBy(request, deadline, { replacedOn: on, because: 'law', why });
    }
    case 'RequestPapersErased':
      return { ...request, papersErasedOn: fact.data.on };
  }
};

/** As the agency it was handed to sees it: nothing done yet, and its clock at the beginning. */
const begunAgain = (
  request: InformationRequest,
  on: LocalDate,
  at: Instant | undefined,
): InformationRequest => {
  const {
    clockStartAt: _then,
    acceptedOn: _taken,
    complexNotice: _said,
    extendedOn: _longer,
    ...rest
  } = request;
  return {
    ...rest,
    status: 'received',
    complexity: 'simple',
    clockStartOn: on,
    ...(at && { clockStartAt: at }),
    pauses: [],
  };
};
