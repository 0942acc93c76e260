import { jsonCall, type AwsCaller } from './aws-call.ts';
import { smallZip } from './small-zip.ts';
import type { StageNote } from './stage-note.ts';

/**
 * What Cognito does by itself: the scopes that were asked for stand in the access token. MiniStack 1.4.21 puts
 * `aws.cognito.signin.user.admin` into every one, whichever way it was got, and so none passes the API's authorizer.
 */
const TRIGGER = `export const handler = async (event) => ({
  ...event,
  response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: {
    scopesToAdd: ['openid', 'email', 'profile'],
    scopesToSuppress: ['aws.cognito.signin.user.admin'],
  } } },
});
`;

/** Gives the emulator's pool a trigger that sets the scopes. Outside the template: no stage on AWS ever has it. */
export const giveTokensTheirScopes = async (
  call: AwsCaller,
  { userPoolId, account, region }: Pick<StageNote, 'userPoolId' | 'account' | 'region'>,
): Promise<void> => {
  const name = 'emulator-token-scopes';
  await call({
    service: 'lambda',
    path: '/2015-03-31/functions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${account}:role/${name}`,
      Code: { ZipFile: smallZip('index.mjs', TRIGGER).toString('base64') },
    }),
  });
  await jsonCall(call, 'cognito-idp', 'AWSCognitoIdentityProviderService.UpdateUserPool', {
    UserPoolId: userPoolId,
    LambdaConfig: {
      PreTokenGenerationConfig: {
        LambdaVersion: 'V2_0',
        LambdaArn: `arn:aws:lambda:${region}:${account}:function:${name}`,
      },
    },
  });
};
