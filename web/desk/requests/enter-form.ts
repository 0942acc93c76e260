import * as z from 'zod';
import type { Problem } from '../../../shared/contract/problems.ts';
import { RequestContent } from '../../../shared/contract/request-forms.ts';
import { LocalDate, TimeOfDay } from '../../../shared/kernel/local-date.ts';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';

/** A letter or a visit as it stands in inputs: all text. */
export type EnterForm = Record<
  | 'kind'
  | 'channel'
  | 'receivedOn'
  | 'receivedTime'
  | 'name'
  | 'address'
  | 'idNumber'
  | 'phone'
  | 'fax'
  | 'email'
  | 'information'
  | 'purpose'
  | 'provision'
  | 'subject'
  | 'about'
  | 'aboutTitle'
  | 'follows'
  | 'place'
  | 'intermediaryName'
  | 'intermediaryAddress'
  | 'people',
  string
>;

export const emptyForm = (today: string): EnterForm => ({
  kind: 'information',
  channel: 'office',
  receivedOn: today,
  receivedTime: '',
  name: '',
  address: '',
  idNumber: '',
  phone: '',
  fax: '',
  email: '',
  information: '',
  purpose: '',
  provision: 'copy',
  subject: 'public',
  about: '',
  aboutTitle: '',
  follows: '',
  place: '',
  intermediaryName: '',
  intermediaryAddress: '',
  people: '',
});

const given = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });

/** `Họ tên; số giấy tờ; lý do`, a person a line, as the list is pasted from a sheet. */
const peopleOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', idNumber = '', ...reason] = line.split(/[;\t]/).map((part) => part.trim());
      return { name, idNumber, reason: reason.join('; ') };
    });

const informationOf = (form: EnterForm) => {
  const { name, address, idNumber, phone, fax, email, information, purpose, provision, subject } = form;
  const through = form.intermediaryName.trim() !== '';
  return {
    form: through ? '01b' : '01a',
    person: {
      name,
      address,
      idNumber,
      ...given('phone', phone),
      ...given('fax', fax),
      ...given('email', email),
    },
    ...(through && {
      intermediary: {
        name: form.intermediaryName,
        address: form.intermediaryAddress,
        people: peopleOf(form.people),
      },
    }),
    information,
    purpose,
    provision,
    subject,
  };
};

/** The kind that must name the dataset it is about. */
export const ABOUT_WANTED = 'error-report';

/** Kinds that may name the dataset they are about. */
export const mayBeAbout = (kind: string): boolean => kind !== 'information' && kind !== 'correction';

const contentOf = (form: EnterForm) => {
  if (form.kind === 'information') return { kind: 'information', asks: informationOf(form) };
  const { kind, name, email, phone, information, place, follows, about } = form;
  const says = {
    description: information,
    ...given('name', name),
    ...given('email', email),
    ...given('phone', phone),
    ...given('place', place),
  };
  return {
    kind,
    says,
    ...(mayBeAbout(kind) && given('about', about)),
    ...(kind === 'correction' && { follows: follows.trim() }),
  };
};

const Entered = z.object({
  channel: z.enum(['office', 'post-or-fax']),
  receivedOn: LocalDate,
  receivedTime: TimeOfDay.optional(),
  content: RequestContent,
});
export type Entered = z.infer<typeof Entered>;

/** The field each refusal of the portal is about; the others are said for the whole. */
const REFUSED: Readonly<Record<string, keyof EnterForm | 'agency' | 'files'>> = {
  'received-in-future': 'receivedOn',
  'received-before-law': 'receivedOn',
  'agency-ended': 'agency',
  'nobody-answers': 'agency',
  'consent-missing': 'files',
  'about-not-published': 'about',
  'follows-not-answered': 'follows',
};

const pathField = (path: string): string => {
  if (path.startsWith('body.attachments')) return 'files';
  return path === 'body.agency' ? 'agency' : fieldOf(path);
};

/** What the portal refused, in its own words under the field it is about; what is about none stays a notice. */
export const refusedOf = (
  problem: Problem | undefined,
  { hasAgencyChoice }: { hasAgencyChoice: boolean },
): { wrong: Wrong; rest?: Problem } => {
  if (!problem) return { wrong: {} };
  const isShown = (field: string): boolean => field !== 'agency' || hasAgencyChoice;
  const errors = problem.errors ?? [];
  if (errors.length > 0 && errors.every(({ path }) => isShown(pathField(path))))
    return { wrong: Object.fromEntries(errors.map(({ path, message }) => [pathField(path), message])) };
  const field = REFUSED[problem.type.replace('/problems/', '')];
  return field && isShown(field)
    ? { wrong: { [field]: problem.detail ?? problem.title } }
    : { wrong: {}, rest: problem };
};

/** Where the fault of a path is shown; what stands in no field is shown at the words themselves. */
const fieldOf = (path: string): keyof EnterForm => {
  const last = path.split('.').at(-1) ?? '';
  if (path.includes('intermediary.people')) return 'people';
  if (path.includes('intermediary')) return last === 'name' ? 'intermediaryName' : 'intermediaryAddress';
  if (last === 'description') return 'information';
  return (last in emptyForm('') ? last : 'information') as keyof EnterForm;
};

/** Reads the form by the contract's own schema. */
export const enteredOf = (form: EnterForm): { entered?: Entered; wrong: Wrong } => {
  const text = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, value.normalize('NFC')]),
  ) as EnterForm;
  const read = Entered.safeParse({
    channel: text.channel,
    receivedOn: text.receivedOn,
    ...(text.kind === 'breach' && given('receivedTime', text.receivedTime)),
    content: contentOf(text),
  });
  if (read.success) return { entered: read.data, wrong: {} };
  const wrong: Record<string, string> = {};
  for (const [path, why] of Object.entries(wrongOf(read.error))) wrong[fieldOf(path)] ??= why;
  return { wrong };
};
