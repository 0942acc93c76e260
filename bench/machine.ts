import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** Where the figures were taken: without it they say nothing. */
export type Machine = {
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryMb: number;
  readonly node: string;
  /** Runnable processes over the last minute, before anything was measured: above `cores` others were working too. */
  readonly load: number;
};

export const thisMachine = (): Machine => ({
  platform: `${platform()}-${process.arch}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryMb: Math.round(totalmem() / 2 ** 20),
  node: process.version,
  load: Number((loadavg()[0] ?? 0).toFixed(2)),
});

export const lineOf = ({ platform, processor, cores, memoryMb, node, load }: Machine): string =>
  `${platform}, ${processor}, ${cores} cores, ${memoryMb} MB, node ${node}, load ${load}`;
