import type { FieldError } from '../api.ts';
import { codeIn } from '../request/private-link.ts';
import type { Attachment, Draft } from './model.ts';

type Why = 'required' | 'short' | 'long' | 'phone' | 'email' | 'follows' | 'consent' | 'tooMany';

/** What is wrong with a field, and the number its sentence needs. */
export type Fault = { readonly why: Why; readonly n?: number };
export type Faults = Readonly<Record<string, Fault>>;

type Check = (value: string) => Fault | undefined;

const between =
  (least: number, most: number): Check =>
  (value) => {
    const { length } = value.trim();
    if (length === 0) return { why: 'required' };
    if (length < least) return { why: 'short', n: least };
    return length > most ? { why: 'long', n: most } : undefined;
  };

const looksLike =
  (pattern: RegExp, why: Why): Check =>
  (value) => {
    if (value.trim() === '') return { why: 'required' };
    return pattern.test(value.trim()) ? undefined : { why };
  };

const ifGiven =
  (check: Check): Check =>
  (value) =>
    value.trim() === '' ? undefined : check(value);

const phone = ifGiven(looksLike(/^[0-9+().\s-]{6,30}$/, 'phone'));
const email = looksLike(/^[^\s@,<>]{1,64}@[^\s@,<>]+\.[^\s@,<>]+$/, 'email');
const code: Check = (value) => {
  if (value.trim() === '') return { why: 'required' };
  return codeIn(value) ? undefined : { why: 'follows' };
};
const name = between(2, 200);
const idNumber = between(6, 30);

type Line = readonly [field: string, value: string, check: Check];

const linesOfPeople = ({ people }: Draft): Line[] =>
  people.flatMap((person, i): Line[] => [
    [`people.${i}.name`, person.name, name],
    [`people.${i}.idNumber`, person.idNumber, idNumber],
    [`people.${i}.reason`, person.reason, between(5, 1000)],
  ]);

const linesOfInformation = (draft: Draft): Line[] => [
  ['information', draft.information, between(10, 5000)],
  ['purpose', draft.purpose, between(5, 2000)],
  ...(draft.form === '01b'
    ? ([
        ['intermediaryName', draft.intermediaryName, between(2, 300)],
        ['intermediaryAddress', draft.intermediaryAddress, between(5, 400)],
        ...linesOfPeople(draft),
      ] as const)
    : []),
  ['name', draft.name, name],
  ['address', draft.address, between(5, 400)],
  ['idNumber', draft.idNumber, idNumber],
  ['fax', draft.fax, phone],
];

const linesOfReport = (draft: Draft): Line[] => [
  ...(draft.kind === 'error-report' ? ([['about', draft.about?.id ?? '', between(1, 40)]] as const) : []),
  ...(draft.kind === 'correction' ? ([['follows', draft.follows, code]] as const) : []),
  ['description', draft.description, between(10, 5000)],
  ['place', draft.place, ifGiven(between(1, 500))],
  ['proposal', draft.proposal, ifGiven(between(3, 2000))],
  ['name', draft.name, ifGiven(name)],
];

export const MOST_FILES = 10;

const faultOfFiles = ({ kind, subject }: Draft, files: readonly Attachment[]): Fault | undefined => {
  if (files.length > MOST_FILES) return { why: 'tooMany', n: MOST_FILES };
  return kind === 'information' && subject === 'consented' && !files.some(({ role }) => role === 'consent')
    ? { why: 'consent' }
    : undefined;
};

/**
 * What the person can mend before anything is sent. The contract checks all of it again, and more; a test holds that what
 * passes here passes there.
 */
export const faultsOf = (draft: Draft, files: readonly Attachment[]): Faults => {
  const lines: Line[] = [
    ['agency', draft.agency, between(1, 40)],
    ...(draft.kind === 'information' ? linesOfInformation(draft) : linesOfReport(draft)),
    ['phone', draft.phone, phone],
    ['email', draft.email, email],
  ];
  const found = lines.flatMap(([field, value, check]) => {
    const fault = check(value);
    return fault ? [[field, fault] as const] : [];
  });
  const ofFiles = faultOfFiles(draft, files);
  return Object.fromEntries(ofFiles ? [...found, ['files', ofFiles]] : found);
};

const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^body\.agency/, 'agency'],
  [/\.intermediary\.(people\.\d+\.\w+)$/, '$1'],
  [/\.intermediary\.people$/, 'people.0.name'],
  [/\.intermediary\.name$/, 'intermediaryName'],
  [/\.intermediary\.address$/, 'intermediaryAddress'],
  [/^body\.content\.(about|follows)$/, '$1'],
  [/^body\.content\..*\.(\w+)$/, '$1'],
  [/^body\.replyTo\.email$/, 'email'],
  [/^body\.confirmation$/, 'code'],
  [/^body\.attachments/, 'files'],
];

/** The fields the API found fault with, by their names here; what it says of none stands under no name. */
export const fieldsOf = (errors: readonly FieldError[]): string[] => [
  ...new Set(
    errors.flatMap(({ path }) => {
      const found = NAMED.find(([pattern]) => pattern.test(path));
      const [pattern, field] = found ?? [];
      return pattern && field ? [(pattern.exec(path)?.[1] ?? field).replace('$1', '')] : [];
    }),
  ),
];
