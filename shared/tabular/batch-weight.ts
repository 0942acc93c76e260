import { BATCH_ROWS, type TabularLimits } from './limits.ts';

/** Weighs rows in batches as the engine takes them; answers true once, when a batch is heavier than allowed. */
export const batchWeight = (limits: TabularLimits): ((chars: number) => boolean) => {
  let rows = 0;
  let weight = 0;
  let isSaid = false;
  return (chars) => {
    rows += 1;
    weight += chars;
    const isOver = weight > limits.maxBatchChars && !isSaid;
    if (isOver) isSaid = true;
    if (rows % BATCH_ROWS === 0) weight = 0;
    return isOver;
  };
};
