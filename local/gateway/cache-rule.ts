import type { CacheRule } from '../topology/edge.ts';

const secondsIn = (control: string, directive: string): number | undefined => {
  const found = new RegExp(`(?:^|[,\\s])${directive}\\s*=\\s*"?(\\d+)`, 'i').exec(control)?.[1];
  return found === undefined ? undefined : Number(found);
};

/**
 * How long CloudFront would keep an answer, in seconds: what the answer says (`s-maxage` before `max-age`), within the
 * behaviour's least and most, or the usual time where it says nothing; an error that says nothing is not kept.
 */
export const edgeSeconds = (rule: CacheRule, control = '', status = 200): number => {
  if (!rule) return 0;
  const usual = status >= 400 ? 0 : rule.usual;
  if (/\b(no-store|no-cache|private)\b/i.test(control)) return rule.least;
  const said = secondsIn(control, 's-maxage') ?? secondsIn(control, 'max-age');
  return Math.max(rule.least, Math.min(rule.most, said ?? usual));
};
