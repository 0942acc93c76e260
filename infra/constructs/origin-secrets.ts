import { Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { originSecretName, originSecretValue } from '../edge/origin-secret.ts';
import { acknowledge } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';
import type { Setting } from './setting.ts';

/** The region in which CloudFront's stack stands; the secret has a copy there. */
const EDGE_REGION = 'us-east-1';

/**
 * What the CDN says to the API so that nobody goes round it. Two generations are valid at any time, the environment's
 * and the one before: raising the number makes a new one, and no request fails between the two deployments
 * (docs/runbooks/origin-secret.md).
 */
export class OriginSecrets extends Construct {
  private readonly generations: readonly number[];
  private readonly secrets: readonly CfnSecret[];
  private readonly setting: Setting;

  constructor(scope: Construct, id: string, setting: Setting) {
    super(scope, id);
    this.setting = setting;
    const { originSecretGeneration } = setting.environment;
    this.generations = [originSecretGeneration, originSecretGeneration - 1];
    this.secrets = this.generations.map((generation) => {
      const secret = new CfnSecret(this, `Generation${generation}`, {
        name: originSecretName(setting.name, generation),
        description: 'The CDN shows it to the API; see docs/runbooks/origin-secret.md',
        generateSecretString: { passwordLength: 48, excludePunctuation: true },
        ...(Stack.of(this).region === EDGE_REGION ? {} : { replicaRegions: [{ region: EDGE_REGION }] }),
      });
      secret.overrideLogicalId(`OriginSecret${generation}`);
      acknowledge(
        secret,
        'AwsSolutions-SMG4',
        'It is changed by raising its generation, so that the CDN and the API change in step.',
      );
      return secret;
    });
  }

  /** The function then takes requests with one of the valid secrets only. */
  guard(...functions: readonly ServiceFunction[]): void {
    for (const one of functions) {
      one.tell(
        'ORIGIN_SECRETS',
        this.generations.map((generation) => originSecretValue(this.setting.name, generation)).join(' '),
      );
      for (const secret of this.secrets) one.lambda.node.addDependency(secret);
    }
  }
}
