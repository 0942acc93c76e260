import { textsOf, type Lang, type Texts } from '../../texts.ts';
import { sendingTextsOf, type ClockTexts, type SendingTexts } from '../request/model.ts';

export type TrackTexts = Texts['track'];
/** Labels that the form and the page of a request share. */
export type ContentTexts = Pick<
  Texts['requestForm'],
  'information' | 'purpose' | 'description' | 'place' | 'proposal' | 'name' | 'address' | 'email'
>;
export type TrackSeed = {
  readonly lang: Lang;
  readonly texts: TrackTexts;
  readonly content: ContentTexts;
  readonly kinds: Readonly<Record<string, string>>;
  readonly sending: SendingTexts;
  readonly clock: ClockTexts;
};

export const trackSeedOf = (lang: Lang, kinds: Readonly<Record<string, string>>): TrackSeed => {
  const texts = textsOf(lang);
  const { information, purpose, description, place, proposal, name, address, email } = texts.requestForm;
  return {
    lang,
    kinds,
    texts: texts.track,
    content: { information, purpose, description, place, proposal, name, address, email },
    sending: sendingTextsOf(texts),
    clock: texts.clock,
  };
};
