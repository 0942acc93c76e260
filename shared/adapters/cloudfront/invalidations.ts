import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';

export type Invalidations = {
  /**
   * Makes the CDN forget what it keeps under these paths (`*` at the end for all below). The same reference and paths
   * again are one and the same order. Answers `no-cdn` where none is deployed; throws when the order was not taken.
   */
  order(paths: readonly string[], reference: string): Promise<'ordered' | 'no-cdn'>;
};

/** The CDN's own stack stands in this region, deployed after the functions: which distribution it made is told there. */
const EDGE_REGION = 'us-east-1';

type Clients = { readonly ssm: SSMClient; readonly cloudFront: CloudFrontClient };

/** Orders at the distribution whose id the parameter holds. Asked each time: withdrawals are few, and a CDN may be made anew. */
export const cloudFrontInvalidations = (
  parameter: string,
  { ssm, cloudFront }: Clients = {
    ssm: new SSMClient({ region: EDGE_REGION }),
    cloudFront: new CloudFrontClient({ region: EDGE_REGION }),
  },
): Invalidations => {
  const distribution = async (): Promise<string | undefined> => {
    try {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name: parameter }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  };
  return {
    async order(paths, reference) {
      const id = await distribution();
      if (!id) return 'no-cdn';
      await cloudFront.send(
        new CreateInvalidationCommand({
          DistributionId: id,
          InvalidationBatch: {
            CallerReference: reference,
            Paths: { Quantity: paths.length, Items: [...paths] },
          },
        }),
      );
      return 'ordered';
    },
  };
};
