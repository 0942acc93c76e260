import type { EngineAnswer } from './engine-call.ts';
import type { SignatureRefusal } from './signature.ts';

/** The names that the JSON services use for what S3 calls otherwise. */
const JSON_CODES: Readonly<Record<SignatureRefusal['code'], string>> = {
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  InvalidAccessKeyId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  RequestTimeTooSkewed: 'InvalidSignatureException',
  ExpiredToken: 'ExpiredTokenException',
  AccessDenied: 'AccessDeniedException',
};

/** A refusal that every SDK reads: the code in the body for JSON protocols, in a header for REST. */
export const refusalAnswer = (status: number, code: string, message: string): EngineAnswer => ({
  status,
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-errortype': code,
    'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
  },
  body: JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message }),
});

export const signatureRefusal = ({ code, message }: SignatureRefusal): EngineAnswer =>
  refusalAnswer(403, JSON_CODES[code], message);
