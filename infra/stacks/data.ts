import { CfnOutput, Stack, type App } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolClient,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  UserPool,
  type CfnUserPool,
  type CfnUserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { acknowledge } from '../constructs/acknowledge.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { PortalBucket } from '../constructs/portal-bucket.ts';
import { PortalTable, removalOf } from '../constructs/portal-table.ts';
import type { Environment, EnvironmentName } from '../environments.ts';
import { writableByLogDelivery } from './access-logs.ts';
import { readableByTheEdge, UPLOADS_BUCKET_DOMAIN } from './public-origin.ts';

/** What must outlive every deployment: tables, buckets and who may sign in. */
export type Data = {
  readonly stack: Stack;
  readonly tables: { readonly ledger: LedgerTable } & Readonly<
    Record<'cases' | 'people' | 'papers' | 'views' | 'confirmations' | 'followers', PortalTable>
  >;
  readonly buckets: Record<
    'uploads' | 'files' | 'requestFiles' | 'public' | 'index' | 'evidence' | 'accessLogs',
    PortalBucket
  >;
  readonly signIn: { readonly issuer: string; readonly clientId: string };
};

const S = (name: string) => ({ name, type: 'S' }) as const;

const makeTables = (stack: Stack, environment: Environment): Data['tables'] => {
  const byKeyAndSort = (word: string) => ({ partition: S(`${word}Key`), sort: S(`${word}Sort`) });
  return {
    ledger: new LedgerTable(stack, 'Ledger', environment),
    cases: new PortalTable(stack, 'Cases', {
      environment,
      partition: S('pk'),
      sort: S('sk'),
      indexes: {
        byOwner: byKeyAndSort('owner'),
        byKind: byKeyAndSort('kind'),
        byStatus: byKeyAndSort('status'),
        byNotice: byKeyAndSort('notice'),
      },
      expiresBy: 'expiresAt',
    }),
    people: new PortalTable(stack, 'People', {
      environment,
      partition: S('ref'),
    }),
    papers: new PortalTable(stack, 'Papers', { environment, partition: S('caseId'), sort: S('part') }),
    views: new PortalTable(stack, 'Views', { environment, partition: S('pk'), sort: S('sk') }),
    followers: new PortalTable(stack, 'Followers', { environment, partition: S('pk'), sort: S('sk') }),
    confirmations: new PortalTable(stack, 'Confirmations', {
      environment,
      partition: S('key'),
      expiresBy: 'expiresAt',
    }),
  };
};

const makeBuckets = (stack: Stack, environment: Environment): Data['buckets'] => ({
  uploads: new PortalBucket(stack, 'Uploads', {
    environment,
    expireAfterDays: 7,
    tellsEvents: true,
    uploadsFrom: environment.publicUrl,
  }),
  files: new PortalBucket(stack, 'Files', { environment, versioned: true }),
  // Not versioned: what is erased is gone.
  requestFiles: new PortalBucket(stack, 'RequestFiles', { environment }),
  public: new PortalBucket(stack, 'Public', { environment }),
  index: new PortalBucket(stack, 'Index', { environment }),
  evidence: new PortalBucket(stack, 'Evidence', {
    environment,
    lockedForDays: environment.data.evidenceRetentionDays,
  }),
  accessLogs: new PortalBucket(stack, 'AccessLogs', {
    environment,
    expireAfterDays: environment.accessLogRetentionDays,
  }),
});

/** Officers sign in by authorization code + PKCE; nobody signs up by themselves, the client keeps no secret. */
const makeSignIn = (stack: Stack, environment: Environment): Data['signIn'] => {
  const required = environment.signInSecondFactor === 'required';
  const pool = new UserPool(stack, 'UserPool', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    mfa: required ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: environment.data.deletionProtection,
    removalPolicy: removalOf(environment),
  });
  (pool.node.defaultChild as CfnUserPool).overrideLogicalId('UserPool');
  acknowledge(
    pool,
    'AwsSolutions-COG8',
    'Plus costs per officer and month; the second factor is what the province asks for.',
  );
  if (!required)
    acknowledge(
      pool,
      'AwsSolutions-COG2',
      'No real person signs in here: demonstration personas only, driven by tests.',
    );

  const client = new CfnUserPoolClient(stack, 'DeskClient', {
    userPoolId: pool.userPoolId,
    generateSecret: false,
    allowedOAuthFlowsUserPoolClient: true,
    allowedOAuthFlows: ['code'],
    allowedOAuthScopes: ['openid', 'email', 'profile'],
    callbackUrLs: [`${environment.publicUrl}/desk/`],
    logoutUrLs: [`${environment.publicUrl}/desk/`],
    supportedIdentityProviders: ['COGNITO'],
    explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
    accessTokenValidity: 60,
    idTokenValidity: 60,
    refreshTokenValidity: 12 * 60,
    tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'minutes' },
    preventUserExistenceErrors: 'ENABLED',
    enableTokenRevocation: true,
  });
  client.overrideLogicalId('DeskClient');
  const domain = pool.addDomain('SignIn', {
    cognitoDomain: { domainPrefix: environment.signInPrefix },
    managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI,
  });
  (domain.node.defaultChild as CfnUserPoolDomain).overrideLogicalId('SignInDomain');
  return {
    issuer: `https://cognito-idp.${stack.region}.amazonaws.com/${pool.userPoolId}`,
    clientId: client.ref,
  };
};

/** The data stack. Its resources carry fixed logical ids, so that moving code never replaces a table. */
export const makeDataStack = (app: App, name: EnvironmentName, environment: Environment): Data => {
  const stack = new Stack(app, `${name}-data`, {
    env: { region: environment.region, ...(environment.account ? { account: environment.account } : {}) },
    terminationProtection: environment.data.terminationProtection,
    description: `Open-data portal (${name}): tables, buckets and sign-in, kept across deployments`,
  });
  const buckets = makeBuckets(stack, environment);
  readableByTheEdge(stack, buckets.public);
  writableByLogDelivery(stack, buckets.accessLogs);
  new CfnOutput(stack, UPLOADS_BUCKET_DOMAIN, { value: buckets.uploads.bucket.bucketRegionalDomainName });
  return { stack, tables: makeTables(stack, environment), buckets, signIn: makeSignIn(stack, environment) };
};
