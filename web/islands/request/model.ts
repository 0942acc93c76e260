import type * as z from 'zod';
import type {
  FileAddress as FileAddressSchema,
  RequestOpened,
  RequestReceivedShown,
  RequestStanding,
} from '../../../shared/contract/requests.ts';
import type { Texts } from '../../texts.ts';

export type Standing = RequestStanding;
export type Opened = RequestOpened;
export type Received = z.infer<typeof RequestReceivedShown>;
export type FileAddress = z.infer<typeof FileAddressSchema>;
export type Clocked = Pick<Standing, 'deadline'>;

export type ClockTexts = Texts['clock'];
/** What is said while files are on their way. */
export type SendingTexts = Pick<
  Texts['receipt'],
  'sending' | 'received' | 'failedFile' | 'retry' | 'failedText' | 'allSent'
>;
export const sendingTextsOf = ({ receipt }: Texts): SendingTexts => {
  const { sending, received, failedFile, retry, failedText, allSent } = receipt;
  return { sending, received, failedFile, retry, failedText, allSent };
};
