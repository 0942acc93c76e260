import { randomBytes } from 'node:crypto';

/** Where a port suite runs: an address that speaks the AWS protocols, and who may call it. */
export type PortTarget = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** A started target; `stop` leaves no process behind. */
export type StartedTarget = { readonly target: PortTarget; readonly stop: () => Promise<void> };

/** The foreign endpoint named by `PORT_SUITE_ENDPOINT` (an AWS emulator), or undefined. */
export const foreignTarget = (): PortTarget | undefined => {
  const endpoint = process.env['PORT_SUITE_ENDPOINT'];
  return endpoint
    ? {
        endpoint,
        region: process.env['AWS_REGION'] ?? 'ap-southeast-1',
        credentials: {
          accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'test',
          secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'test',
        },
      }
    : undefined;
};

/** A name that no other run uses: a suite shares its endpoint with strangers. */
export const uniqueName = (kind: string): string => `${kind}-${randomBytes(6).toString('hex')}`;
