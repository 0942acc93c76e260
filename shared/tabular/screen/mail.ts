import texts from './texts.json' with { type: 'json' };
import type { Pattern } from './pattern.ts';

const { publicDomains, officeNames, schoolDomains, schoolNames } = texts.mail;

const NAME = '[A-Za-z0-9._%+-]';
const ADDRESS = `${NAME}{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}`;
const BEFORE = '(?:^|[^A-Za-z0-9._%+-])';
const AFTER = '(?:$|[^A-Za-z0-9.-]|\\.(?:$|[^A-Za-z0-9]))';
const HOSTS = '(?:[A-Za-z0-9-]{1,63}\\.){0,8}';

const domains = (list: readonly string[]): string =>
  `(?:${list.map((one) => one.replaceAll('.', '\\.')).join('|')})`;

export const mail: Pattern = { source: `(${ADDRESS})`, ignoresCase: true };

/** Addresses of offices: of the State's domains, of schools and hospitals by name, of functions such as `vanthu@`. */
export const officeMail: Pattern = {
  source:
    `(?:${NAME}{1,64}@${HOSTS}${domains(publicDomains)}${AFTER}` +
    `|${BEFORE}(?:${officeNames.join('|')})[0-9]{0,4}@${HOSTS}[A-Za-z]{2,24}${AFTER}` +
    `|${BEFORE}(?:${schoolNames})${NAME}{0,60}@${HOSTS}${domains(schoolDomains)}${AFTER})`,
  ignoresCase: true,
};
