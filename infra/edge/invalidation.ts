import { Fn, type Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Environment, EnvironmentName } from '../environments.ts';
import { distributionParameter, PUBLISHER_ROLE } from './distribution-parameter.ts';

/**
 * Lets the publication reader tell this one distribution to forget a withdrawn dataset. The grant is given here, where
 * the distribution is known: IAM is the same in every region, so the service stack need not know what comes after it.
 */
export const letPublicationInvalidate = (
  stack: Stack,
  name: EnvironmentName,
  environment: Environment,
  distribution: Distribution,
): void => {
  const parameter = new StringParameter(stack, 'DistributionId', {
    parameterName: distributionParameter(name),
    description: 'The distribution before the portal; read by the publication reader',
    stringValue: distribution.distributionId,
  });
  new CfnPolicy(stack, 'Invalidate', {
    policyName: `${name}-invalidate`,
    roles: [Fn.getStackOutput(`${name}-service`, PUBLISHER_ROLE, environment.region)],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'cloudfront:CreateInvalidation', Resource: distribution.distributionArn },
        { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: parameter.parameterArn },
      ],
    },
  });
};
