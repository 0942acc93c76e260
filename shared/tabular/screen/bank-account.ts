import { fold } from '../../kernel/vietnamese-text.ts';
import { headerWords } from './header-words.ts';
import { numberAfter, onlyNumber, type Pattern } from './pattern.ts';
import texts from './texts.json' with { type: 'json' };

const ACCOUNT = '[0-9](?:[ .-]?[0-9]){5,18}';

/** Under a name that says so. Accounts of bookkeeping have three to five digits. */
export const namedAccount: Pattern = onlyNumber(ACCOUNT);

/** Kept as a number, a count of accounts may look like a short one. */
export const longAccount: Pattern = onlyNumber('[0-9](?:[ .-]?[0-9]){7,18}');

export const accountAfterWords: Pattern = numberAfter(headerWords.bankInText, ACCOUNT);

/** Accounts at the State Treasury belong to agencies. */
export const treasury: Pattern = { source: 'kho bạc|kbnn', ignoresCase: true };

/** Beside a bank's name. */
export const accountBeside: Pattern = onlyNumber('[0-9]{8,16}');

const banks = texts.banks.map((name) => ` ${fold(name)} `);

export const namesBank = (text: string): boolean => {
  const words = ` ${fold(text)
    .replace(/[^a-z0-9-]+/g, ' ')
    .trim()} `;
  return banks.some((bank) => words.includes(bank));
};
