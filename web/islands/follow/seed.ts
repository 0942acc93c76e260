import { textsOf, type Lang, type Texts } from '../../texts.ts';

export type FollowTexts = Pick<
  Texts['follow'],
  'email' | 'keeps' | 'ask' | 'asking' | 'sent' | 'code' | 'confirm' | 'again' | 'done' | 'mine' | 'wrong'
>;

export type FollowSeed = { readonly lang: Lang; readonly slug: string; readonly texts: FollowTexts };

export const followSeedOf = (lang: Lang, slug: string): FollowSeed => {
  const { email, keeps, ask, asking, sent, code, confirm, again, done, mine, wrong } = textsOf(lang).follow;
  return {
    lang,
    slug,
    texts: { email, keeps, ask, asking, sent, code, confirm, again, done, mine, wrong },
  };
};
