import { Fn } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ACCESS_LOG_FIELDS, ACCESS_LOG_PREFIX } from '../../shared/contract/access-log.ts';
import type { Environment, EnvironmentName } from '../environments.ts';
import { ACCESS_LOGS_BUCKET } from '../stacks/access-logs.ts';

/**
 * Standard logging, version 2: it writes to a bucket without ACLs in the home region, in folders by day, and only the
 * fields we choose. Version 1 can do none of this, and always writes the reader's address.
 */
export const deliverAccessLogs = (
  scope: Construct,
  name: EnvironmentName,
  environment: Environment,
  distribution: Distribution,
): void => {
  const bucket = Fn.getStackOutput(`${name}-data`, ACCESS_LOGS_BUCKET, environment.region);
  const source = new CfnDeliverySource(scope, 'AccessLogSource', {
    name: `${name}-cdn`,
    logType: 'ACCESS_LOGS',
    resourceArn: distribution.distributionArn,
  });
  const destination = new CfnDeliveryDestination(scope, 'AccessLogDestination', {
    name: `${name}-cdn`,
    destinationResourceArn: Fn.join('/', [bucket, ACCESS_LOG_PREFIX.replace(/\/$/, '')]),
    outputFormat: 'w3c',
  });
  const delivery = new CfnDelivery(scope, 'AccessLogDelivery', {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.attrArn,
    recordFields: [...ACCESS_LOG_FIELDS],
    fieldDelimiter: '\t',
    s3SuffixPath: '{yyyy}/{MM}/{dd}',
    s3EnableHiveCompatiblePath: false,
  });
  delivery.addResourceDependency(source);
};
