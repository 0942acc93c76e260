import type { DatasetMetadata } from '../../shared/kernel/dataset.ts';
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
