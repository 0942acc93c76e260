import { endsBeforeItBegins, type DatasetMetadata } from '../../shared/kernel/dataset.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

/** The first value that is not a term of its vocabulary, named so that the caller can mend it. */
export const unknownTerm = (
  metadata: Pick<DatasetMetadata, 'topic' | 'licence' | 'updateFrequency'>,
): { value: string; vocabulary: string } | undefined => {
  if (!rulebook.topics.has(metadata.topic)) return { value: metadata.topic, vocabulary: 'chủ đề' };
  if (!rulebook.licences.has(metadata.licence))
    return { value: metadata.licence, vocabulary: 'điều khoản sử dụng' };
  if (!rulebook.updateFrequencies.has(metadata.updateFrequency))
    return { value: metadata.updateFrequency, vocabulary: 'kỳ cập nhật' };
  return undefined;
};

/** What metadata of the right shape can still get wrong, as the problem it is answered with. */
export const metadataFault = (metadata: DatasetMetadata) => {
  const unknown = unknownTerm(metadata);
  if (unknown) return { problem: 'unknown-term', facts: unknown } as const;
  if (endsBeforeItBegins(metadata))
    return {
      problem: 'ends-before-start',
      errors: [{ path: 'body.metadata.temporalCoverage.until', message: 'Ngày kết thúc trước ngày bắt đầu' }],
    } as const;
  return undefined;
};
