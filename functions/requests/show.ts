import type * as z from 'zod';
import type { Case } from '../../shared/capabilities/case-store.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { noticeDeadline } from '../../shared/capabilities/requests/clock.ts';
import { actsFor, type Who } from '../../shared/capabilities/registry/model.ts';
import {
  deadlineNow,
  isAtWork,
  isCorrectionLate,
  isOpen,
  isOverdue,
  passedDay,
  runningCorrection,
  runningPause,
  type EarlierDeadline,
  type InformationRequest,
} from '../../shared/capabilities/requests/model.ts';
import type {
  RequestAct,
  RequestAtDesk,
  RequestLine,
  RequestOpened,
  RequestStanding,
} from '../../shared/contract/requests.ts';
import { caseIdOf, type AgencyCode } from '../../shared/kernel/ids.ts';
import { daysBetween, type LocalDate } from '../../shared/kernel/local-date.ts';
import type { Paper } from '../../shared/kernel/paper.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { fileKey } from './file-keys.ts';
import { groundInWords, groundsOn, groundTitle } from './grounds.ts';
import { AccessPaper, FormPaper, TextPaper } from './papers.ts';
import sentences from './sentences.vi.json' with { type: 'json' };
import type { RequestServices } from './services.ts';
import { timelineOf } from './timeline.ts';

type Found = Case<InformationRequest>;

export const kindTitle = (kind: InformationRequest['kind']): string =>
  rulebook.requestKinds.get(kind)?.title.vi ?? kind;

/** The name of each agency that ever had a part in the request. */
const namesOf = async ({ registry }: RequestServices, { agency, transfers }: InformationRequest) => {
  const found = await registry.agenciesWith([agency, ...transfers.flatMap(({ from, to }) => [from, to])]);
  return (code: AgencyCode) => found.get(code)?.name ?? code;
};

const showEarlier = ({
  deadline,
  replacedOn,
  because,
  why,
}: EarlierDeadline): z.input<typeof RequestStanding>['earlierDeadlines'][number] => ({
  deadline,
  sumInWords: sumInWords(deadline),
  replacedOn,
  because,
  ...(why !== undefined && { why }),
});

/** Where a request stands, for anyone who knows its code. */
export const showStanding = async (
  services: RequestServices,
  { caseId, state }: Found,
  today: LocalDate,
  papers?: ReadonlyMap<string, Paper>,
): Promise<z.input<typeof RequestStanding>> => {
  const agency = await namesOf(services, state);
  const pause = isOpen(state) ? runningPause(state) : undefined;
  return {
    code: state.code,
    kind: state.kind,
    kindTitle: kindTitle(state.kind),
    channel: state.channel,
    agency: { code: state.agency, name: agency(state.agency) },
    status: state.status,
    statusTitle: sentences.statuses[state.status],
    receivedOn: state.receivedOn,
    complexity: state.complexity,
    deadline: state.deadline,
    sumInWords: sumInWords(state.deadline),
    overdue: isOverdue(state, today),
    earlierDeadlines: state.earlierDeadlines.map(showEarlier),
    ...(pause && { clarifyUntil: pause.until }),
    ...(state.closing && { closedOn: state.closing.on }),
    contests: (state.contests ?? []).map(({ how, filedOn }) => ({ how, filedOn })),
    corrections: (state.corrections ?? []).map((correction) => ({
      discoveredOn: correction.discoveredOn,
      deadline: correction.deadline,
      sumInWords: sumInWords(correction.deadline),
      earlierDeadlines: correction.earlierDeadlines.map(showEarlier),
      ...(correction.corrected && { correctedOn: correction.corrected.on }),
      overdue: isCorrectionLate(correction, today),
    })),
    timeline: timelineOf(await services.store.eventsOf(caseId), { agency, ground: groundTitle }, papers),
    today,
  };
};

/** The files of a request and of its answer, each with how far it is. */
const showFiles = async (
  { files }: RequestServices,
  state: InformationRequest,
  papers: ReadonlyMap<string, Paper>,
): Promise<z.input<typeof RequestOpened>['files']> => {
  const sent = FormPaper.safeParse(papers.get('form')?.content).data?.files ?? [];
  const given = [...papers.values()].flatMap(({ content }) => TextPaper.safeParse(content).data?.files ?? []);
  const answers = [
    ...(state.closing?.how === 'answered' ? state.closing.files : []),
    ...(state.corrections ?? []).flatMap(({ corrected }) => corrected?.files ?? []),
  ];
  const bytesOf = new Map([...state.files, ...answers].map(({ id, bytes }) => [id, bytes]));
  return Promise.all(
    [...sent, ...given.map((file) => ({ ...file, role: 'answer' as const }))].map(
      async ({ id, name, role }) => ({
        id,
        name,
        role,
        bytes: bytesOf.get(id) ?? 0,
        state: await files.state(fileKey(state.code, id)),
      }),
    ),
  );
};

const showDatasets = async ({ store }: RequestServices, state: InformationRequest) => {
  const ids = state.closing?.how === 'answered' ? state.closing.datasets : [];
  const found = await Promise.all(
    [...(state.about ? [state.about] : []), ...ids].map((id) => store.load<Dataset>(caseIdOf('dataset', id))),
  );
  return found.flatMap((one) =>
    // Of what was never published not even the title goes out.
    one && one.state.releases.length > 0
      ? [{ id: one.state.id, title: one.state.metadata.title, slug: one.state.slug }]
      : [],
  );
};

/** The ground of a refusal in words; where it had to be specific, with what kind of information it is. */
const showRefusal = (
  { ground, detail }: Extract<InformationRequest['closing'], { how: 'refused' }>,
  { receivedOn }: InformationRequest,
) => {
  const named = [ground, ...(detail === undefined ? [] : [detail])];
  const inWords = (lang: 'vi' | 'en') => named.map((id) => groundTitle(id)[lang]).join(': ');
  return {
    ground,
    title: { vi: inWords('vi'), en: inWords('en') },
    cites: named.flatMap((id) => groundInWords(id, receivedOn).cites),
  };
};

/** All of a request, for those who may see the people in it. */
export const showWhole = async (
  services: RequestServices,
  found: Found,
  today: LocalDate,
): Promise<z.input<typeof RequestOpened>> => {
  const { state } = found;
  const papers = new Map((await services.papers.papersOf(found.caseId)).map((paper) => [paper.part, paper]));
  const form = FormPaper.safeParse(papers.get('form')?.content).data;
  const email = AccessPaper.safeParse(papers.get('access')?.content).data?.email;
  const { closing, papersErasedOn } = state;
  return {
    ...(await showStanding(services, found, today, papers)),
    ...(form && { content: form.content }),
    ...(email !== undefined && { email }),
    files: await showFiles(services, state, papers),
    ...(closing?.how === 'refused' && {
      refusal: showRefusal(closing, state),
    }),
    datasets: await showDatasets(services, state),
    ...(papersErasedOn && { papersErasedOn }),
  };
};

/** An answer may turn out to be wrong; then the right one is owed. Once the papers are gone nobody can be reached. */
const correctionActs = (state: InformationRequest): z.input<typeof RequestAct>[] => {
  if (runningCorrection(state)) return ['correct'];
  const mayBeWrong = state.closing?.how === 'answered' && !state.papersErasedOn;
  return mayBeWrong && rulebook.requestKinds.get(state.kind)?.foundWrong ? ['find-wrong'] : [];
};

/** What the handling agency may do now. The law's order is kept by the decisions; this only spares people dead buttons. */
const actsNow = (state: InformationRequest, today: LocalDate): z.input<typeof RequestAct>[] => {
  if (!isOpen(state)) return [...correctionActs(state), 'record-contest'];
  const isPaused = runningPause(state) !== undefined;
  const mayTakeLonger = state.kind === 'information' && !isPaused && !passedDay(state, today);
  return [
    ...(state.status === 'received' ? (['accept'] as const) : []),
    'answer',
    ...(isPaused ? [] : (['clarify'] as const)),
    ...(isPaused && state.channel !== 'online' ? (['record-clarification'] as const) : []),
    ...(mayTakeLonger && state.complexity === 'simple' ? (['find-complex'] as const) : []),
    ...(mayTakeLonger && state.complexity === 'complex' && !state.extendedOn ? (['extend'] as const) : []),
    'transfer',
    ...(state.kind === 'information' ? (['refuse'] as const) : []),
    'record-contest',
  ];
};

const offeredGrounds = ({ kind, receivedOn }: InformationRequest) => {
  if (kind !== 'information') return { grounds: [], groundDetails: [] };
  const { grounds, details } = groundsOn(receivedOn);
  return {
    grounds: grounds.map(({ id, needsDetail }) => ({ id, needsDetail, ...groundInWords(id, receivedOn) })),
    groundDetails: details.map((id) => ({ id, needsDetail: false, ...groundInWords(id, receivedOn) })),
  };
};

/** By when the requester must be told that the information has to be gathered, and when they were. */
const showNotice = async (
  services: Pick<RequestServices, 'book'>,
  state: InformationRequest,
): Promise<Pick<z.input<typeof RequestAtDesk>, 'complexNotice'>> => {
  const { complexNotice: told } = state;
  const due = told ? told.due : isOpen(state) ? noticeDeadline(state, await services.book()) : undefined;
  return due ? { complexNotice: { due, ...(told && { on: told.on }) } } : {};
};

/** At the desk: whole for the agency that answers, its standing alone for others who watch over it. */
export const showAtDesk = async (
  services: RequestServices,
  found: Found,
  who: Who,
  today: LocalDate,
): Promise<z.input<typeof RequestAtDesk>> => {
  const notice = await showNotice(services, found.state);
  if (actsFor(who, found.state.agency))
    return {
      ...notice,
      ...(await showWhole(services, found, today)),
      mayAct: actsNow(found.state, today),
      ...offeredGrounds(found.state),
      hidden: false,
    };
  return {
    ...notice,
    ...(await showStanding(services, found, today)),
    files: [],
    datasets: await showDatasets(services, found.state),
    mayAct: [],
    grounds: [],
    groundDetails: [],
    hidden: true,
  };
};

export const showLine = (
  state: InformationRequest,
  agencyName: string,
  today: LocalDate,
): z.input<typeof RequestLine> => {
  const deadline = deadlineNow(state);
  const correction = runningCorrection(state);
  return {
    code: state.code,
    kind: state.kind,
    kindTitle: kindTitle(state.kind),
    agency: { code: state.agency, name: agencyName },
    status: state.status,
    statusTitle: sentences.statuses[state.status],
    channel: state.channel,
    receivedOn: state.receivedOn,
    deadline,
    ...(isAtWork(state) && deadline.kind === 'known' && { daysLeft: daysBetween(today, deadline.dueOn) }),
    overdue: correction ? isCorrectionLate(correction, today) : isOverdue(state, today),
    ...(correction && { correcting: true as const }),
  };
};
