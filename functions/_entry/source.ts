import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * The network address of whoever asks. The CDN writes its visitor's address at the end of `X-Forwarded-For`, and the HTTP
 * API the CDN's behind it: the last but one is the visitor, and what stands before it is the visitor's own claim.
 */
export const sourceOf = ({
  headers,
  requestContext,
}: Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>): string => {
  const passed = (headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim());
  return passed.at(-2) || requestContext.http.sourceIp;
};
