import { Token, type Stack } from 'aws-cdk-lib';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { acknowledge, importedName } from '../constructs/acknowledge.ts';
import type { PortalBucket } from '../constructs/portal-bucket.ts';

const MANAGED_RULE = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*';

/**
 * Lets GuardDuty scan what arrives in the bucket. The statements are those of the GuardDuty user guide, “Create or
 * update IAM role policy” of Malware Protection for S3, without tagging; the rule's name is GuardDuty's own.
 */
export const scanWithGuardDuty = (stack: Stack, uploads: PortalBucket): void => {
  const { bucket } = uploads;
  const role = new Role(stack, 'MalwareScanRole', {
    assumedBy: new ServicePrincipal('malware-protection-plan.guardduty.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    description: 'What GuardDuty may do with uploads: read them and be told of new ones',
  });
  const rule = stack.formatArn({
    service: 'events',
    resource: 'rule',
    resourceName: MANAGED_RULE,
  });
  const allow = (actions: string[], resource: string, conditions?: Record<string, unknown>) =>
    role.addToPolicy(
      new PolicyStatement({ actions, resources: [resource], ...(conditions ? { conditions } : {}) }),
    );
  allow(['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'], rule, {
    StringLike: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' },
  });
  allow(['events:DescribeRule', 'events:ListTargetsByRule'], rule);
  allow(['s3:PutBucketNotification', 's3:GetBucketNotification', 's3:ListBucket'], bucket.bucketArn);
  allow(['s3:PutObject'], bucket.arnForObjects('malware-protection-resource-validation-object'));
  allow(['s3:GetObject', 's3:GetObjectVersion'], bucket.arnForObjects('*'));
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:${stack.region}:${account}:rule/${MANAGED_RULE}]`,
    'GuardDuty chooses the rest of its rule name; the condition holds it to rules it manages itself.',
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::${importedName(uploads, bucket.bucketArn)}/*]`,
    'It scans every object of this one bucket, whatever its key.',
  );
  const plan = new CfnMalwareProtectionPlan(stack, 'MalwareScan', {
    role: role.roleArn,
    protectedResource: { s3Bucket: { bucketName: bucket.bucketName } },
    // The verdict travels as an event; tags would only burden every later copy with tagging rights.
    actions: { tagging: { status: 'DISABLED' } },
  });
  plan.node.addDependency(role);
};
