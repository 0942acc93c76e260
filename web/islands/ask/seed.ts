import type { RequestFormProps } from '../../pages/props.ts';
import type { Telling } from '../../../shared/kernel/sum-told.ts';
import { tellingOn } from '../../telling.ts';
import { textsOf, type Lang, type Texts } from '../../texts.ts';
import { sendingTextsOf, type ClockTexts, type SendingTexts } from '../request/model.ts';

export type AskTexts = Texts['requestForm'];
export type AskSeed = Pick<RequestFormProps, 'agencies' | 'keptDays' | 'largestFile'> & {
  readonly lang: Lang;
  readonly kinds: readonly { readonly id: string; readonly title: string; readonly explains: string }[];
  readonly texts: AskTexts;
  readonly receipt: Texts['receipt'];
  readonly sending: SendingTexts;
  readonly clock: ClockTexts;
  readonly telling: Telling;
};

export const askSeedOf = (page: RequestFormProps): AskSeed => {
  const { lang, kinds, agencies, keptDays, largestFile } = page;
  const texts = textsOf(lang);
  return {
    lang,
    kinds: kinds.map(({ id, title, explains }) => ({ id, title: title[lang], explains: explains[lang] })),
    agencies,
    keptDays,
    largestFile,
    texts: texts.requestForm,
    receipt: texts.receipt,
    sending: sendingTextsOf(texts),
    clock: texts.clock,
    telling: tellingOn(page),
  };
};
