import type { InformationForm } from '../../../shared/contract/request-forms.ts';
import type { RequestKind, RequestSubject } from '../../../shared/kernel/request.ts';

/** The dataset that a request is about. */
export type About = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly agency: { readonly code: string; readonly name: string };
};

export type Person = { readonly name: string; readonly idNumber: string; readonly reason: string };
export const nobody: Person = { name: '', idNumber: '', reason: '' };

/** All that can be typed, whatever the kind: who changes their mind about the kind loses nothing. */
export type Draft = {
  readonly kind: RequestKind;
  readonly agency: string;
  readonly about?: About | undefined;
  readonly follows: string;
  readonly information: string;
  readonly purpose: string;
  readonly provision: InformationForm['provision'];
  readonly subject: RequestSubject;
  readonly description: string;
  readonly place: string;
  readonly proposal: string;
  readonly form: InformationForm['form'];
  readonly name: string;
  readonly address: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly fax: string;
  readonly intermediaryName: string;
  readonly intermediaryAddress: string;
  readonly people: readonly Person[];
  readonly email: string;
};

/** Fields that are lines or paragraphs of text. */
export type TextField = {
  [Field in keyof Draft]-?: string extends Draft[Field] ? Field : never;
}[keyof Draft];

export const emptyDraft: Draft = {
  kind: 'information',
  agency: '',
  follows: '',
  information: '',
  purpose: '',
  provision: 'electronic',
  subject: 'public',
  description: '',
  place: '',
  proposal: '',
  form: '01a',
  name: '',
  address: '',
  idNumber: '',
  phone: '',
  fax: '',
  intermediaryName: '',
  intermediaryAddress: '',
  people: [nobody],
  email: '',
};

const typedFields: readonly TextField[] = [
  'follows',
  'information',
  'purpose',
  'description',
  'place',
  'proposal',
  'name',
  'address',
  'idNumber',
  'phone',
  'fax',
  'intermediaryName',
  'intermediaryAddress',
  'email',
];

/** Whether there is anything in it that somebody would miss. */
export const isTyped = (draft: Draft): boolean => typedFields.some((field) => draft[field].trim() !== '');

export const provisions: readonly Draft['provision'][] = ['electronic', 'copy', 'viewing', 'photo'];
export const subjects: readonly Draft['subject'][] = ['public', 'own', 'consented'];
export const forms: readonly Draft['form'][] = ['01a', '01b'];

/** A chosen file, with its proof once it was computed. */
export type Attachment = {
  readonly file: File;
  readonly role: 'document' | 'consent';
  readonly sha256?: string | undefined;
};
