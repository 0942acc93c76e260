import type { Telling } from '../../../shared/kernel/sum-told.ts';
import type { RequestsProps } from '../../pages/props.ts';
import { requestStepsOf, type RequestSteps } from '../../request-steps.ts';
import { tellingOn } from '../../telling.ts';
import { textsOf, type Lang, type Texts } from '../../texts.ts';
import { sendingTextsOf, type ClockTexts, type SendingTexts } from '../request/model.ts';

export type TrackTexts = Texts['track'];

/** Labels that the form and the page of a request share: who sees it again finds the words they filled in. */
const LABELS = [
  'information',
  'purpose',
  'provision',
  'provision-electronic',
  'provision-copy',
  'provision-viewing',
  'provision-photo',
  'subject',
  'subject-public',
  'subject-own',
  'subject-consented',
  'form',
  'form-01a',
  'form-01b',
  'description',
  'place',
  'proposal',
  'follows',
  'name',
  'representative',
  'address',
  'idNumber',
  'phone',
  'fax',
  'email',
  'intermediaryName',
  'intermediaryAddress',
  'people',
  'reason',
] as const;
export type ContentTexts = Pick<Texts['requestForm'], (typeof LABELS)[number]>;

export type TrackSeed = {
  readonly lang: Lang;
  readonly texts: TrackTexts;
  readonly steps: RequestSteps;
  readonly content: ContentTexts;
  readonly kinds: Readonly<Record<string, string>>;
  readonly sending: SendingTexts;
  readonly clock: ClockTexts;
  readonly telling: Telling;
};

export const trackSeedOf = (page: RequestsProps): TrackSeed => {
  const { lang } = page;
  const texts = textsOf(lang);
  return {
    lang,
    kinds: Object.fromEntries(page.kinds.map(({ id, title }) => [id, title[lang]])),
    texts: texts.track,
    steps: requestStepsOf(lang),
    content: Object.fromEntries(LABELS.map((label) => [label, texts.requestForm[label]])) as ContentTexts,
    sending: sendingTextsOf(texts),
    clock: texts.clock,
    telling: tellingOn(page),
  };
};
