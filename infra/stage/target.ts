/** The account every emulator pretends to be. */
export const ACCOUNT = '000000000000';

/** Where a deployment goes: an emulator's endpoint, or AWS itself when there is none. */
export type Target = { readonly endpoint: string | undefined; readonly region: string };

/** The variables by which the CLI, the SDK and the deployed functions' tools find the target. */
export const variablesOf = ({ endpoint, region }: Target): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  ...(endpoint
    ? {
        AWS_ENDPOINT_URL: endpoint,
        // The CLI publishes its files by a client that looks here only.
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_ACCESS_KEY_ID: ACCOUNT,
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_SESSION_TOKEN: '',
        AWS_PROFILE: '',
        AWS_EC2_METADATA_DISABLED: 'true',
      }
    : {}),
});
