import { useState } from 'preact/hooks';

const keyOf = (datasetId: string): string => `desk:upload:${datasetId}`;

/**
 * The upload this browser began for a dataset. The dataset's own file names an upload only once it has arrived whole,
 * so what is still on its way is remembered here, across reloads.
 */
export const useRememberedUpload = (datasetId: string) => {
  const [id, setId] = useState(() => localStorage.getItem(keyOf(datasetId)) ?? undefined);
  return {
    id,
    remember: (uploadId: string): void => {
      localStorage.setItem(keyOf(datasetId), uploadId);
      setId(uploadId);
    },
    forget: (): void => {
      localStorage.removeItem(keyOf(datasetId));
      setId(undefined);
    },
  };
};
