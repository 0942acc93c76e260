import { withoutComments, type Source } from './read-imports.ts';

/** A file that says everything is read by nobody. */
export const LONGEST_FILE = 300;

/** Longer files with a reason. A file that has become short again must leave this list. */
export const longFiles: Readonly<Record<string, string>> = {
  'test/ports/queue.suite.ts': 'one suite is one specification of one port',
  'test/ports/table.suite.ts': 'one suite is one specification of one port',
  'test/ports/case-store.suite.ts': 'one suite is one specification of one port',
  'test/ledger/ledger.suite.ts': 'every wrong that can be done to a ledger, side by side',
};

const EMPTY_WORDS = /^(utils?|helpers?|common|libs?|misc|shared-utils|stuff)(\.|$)/i;

/** Names that say nothing about what is inside. `shared/` is the name of a floor, not of a drawer. */
export const hasEmptyName = (path: string): boolean => path.split('/').some((part) => EMPTY_WORDS.test(part));

const isKebab = (name: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(name);

export const hasOddName = (path: string): boolean =>
  !path.split('/').every((part) => isKebab(part.replace(/^_/, '')));

type Ban = { readonly what: string; readonly where: (path: string) => boolean; readonly pattern: RegExp };

const under =
  (...rooms: string[]) =>
  (path: string): boolean =>
    rooms.some((room) => path.startsWith(`${room}/`));

const pureCapability = (path: string): boolean =>
  /^shared\/capabilities\/[^/]+\//.test(path) && !/(^|\/)ports\.ts$/.test(path);

const SILENCED = 'a check that was silenced';

/** What code must not say, and where. Comments are free to, and so is the description of a field. */
export const bans: readonly Ban[] = [
  {
    what: 'a module patched by a test',
    where: under('test'),
    pattern: /\bvi\s*\.\s*(mock|doMock|unmock|hoisted|stubGlobal)\b/,
  },
  {
    what: 'a test that is not run, or alone',
    where: under('test'),
    pattern: /\b(it|test|describe)\s*\.\s*(only|todo)\b|\b(fit|xit|xdescribe)\s*\(/,
  },
  {
    what: 'a clock or chance in pure code',
    where: (path) => under('shared/kernel', 'shared/regulation', 'events')(path) || pureCapability(path),
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\bperformance\.now\b/,
  },
  { what: 'waiting in pure code', where: pureCapability, pattern: /\basync\b|\bawait\b|\bPromise\b/ },
  {
    what: 'a handler that asks a clock for a fact of the domain',
    where: under('functions'),
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)/,
  },
  {
    what: 'the number of an instrument of law in code; it belongs to the rulebook',
    where: under('shared/capabilities', 'shared/adapters', 'functions', 'infra'),
    pattern: /\b\d{1,5}\/\d{4}(\/[\p{Lu}-]+)+|\b(NĐ|QĐ|TT|NQ)\s?\d{1,4}\b/u,
  },
  { what: SILENCED, where: () => true, pattern: /@ts-(ignore|nocheck|expect-error)|eslint-disable/ },
];

/** What is banned in this source, by name. */
export const bannedIn = (source: Source): string[] => {
  // Most files say it not even in a comment; only the others are parsed, which takes long.
  const relevant = bans.filter(({ where, pattern }) => where(source.path) && pattern.test(source.text));
  if (relevant.length === 0) return [];
  const code = withoutComments(source).replace(/\bdescription:\s*(['"`])(?:\\.|(?!\1)[^\\])*\1/gsu, '');
  // A check is silenced in a comment, so that is where it is looked for.
  return relevant.flatMap(({ what, pattern }) =>
    pattern.test(what === SILENCED ? source.text : code) ? [`${source.path}: ${what}`] : [],
  );
};
