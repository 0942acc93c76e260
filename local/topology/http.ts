import * as z from 'zod';

export const ApiProperties = z.strictObject({ Name: z.string(), ProtocolType: z.literal('HTTP') });

export const StageProperties = z.strictObject({ ApiId: z.string(), StageName: z.literal('$default') });

export const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.int().optional(),
});

export const AuthorizerProperties = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()).min(1), Issuer: z.string() }),
});

export const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

/** Who may pass: tokens of this issuer, for one of these audiences or clients. */
export type AuthorizerDefinition = { readonly issuer: string; readonly audience: readonly string[] };

export type RouteDefinition = {
  readonly key: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer: AuthorizerDefinition | undefined;
  readonly scopes: readonly string[];
};

export type ApiDefinition = {
  readonly id: string;
  readonly domain: string;
  readonly routes: readonly RouteDefinition[];
};

export const ClientProperties = z.strictObject({
  UserPoolId: z.string(),
  GenerateSecret: z.literal(false).optional(),
  AllowedOAuthFlowsUserPoolClient: z.literal(true),
  AllowedOAuthFlows: z.tuple([z.literal('code')]),
  AllowedOAuthScopes: z.array(z.string()),
  CallbackURLs: z.array(z.string()),
  LogoutURLs: z.array(z.string()).default([]),
});

/** An app client of the user pool: what the local issuer registers. */
export type ClientDefinition = {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly callbacks: readonly string[];
  readonly logouts: readonly string[];
};
