/** Dummy credentials: the engine checks no signature, but some engines keep separate data per access key. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** Headers that make an engine accept an unsigned call. */
export const engineHeaders = (target: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': target,
  'x-amz-date': '20260101T000000Z',
  authorization: AUTHORIZATION,
});

/** The engine answered with an AWS error; `code` is its short name, for example `ResourceNotFoundException`. */
export class TableEngineError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** One raw call of the wire protocol: the answer keeps the JSON form that Lambda hands to a stream function. */
export const callEngine = async <Answer>(
  endpoint: string,
  target: string,
  body: unknown,
): Promise<Answer> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: engineHeaders(target),
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer & { __type?: string; message?: string };
  if (!response.ok)
    throw new TableEngineError(
      answer.__type?.split('#').pop() ?? String(response.status),
      answer.message ?? '',
    );
  return answer;
};

export const DYNAMODB = 'DynamoDB_20120810';
export const STREAMS = 'DynamoDBStreams_20120810';
