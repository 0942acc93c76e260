/** Why a text cannot be cut into features; nothing after it is read. */
export type SplitFault = {
  readonly code: 'json-broken' | 'json-too-deep' | 'geojson-not-collection' | 'geojson-feature-too-large';
  readonly facts: Record<string, string | number>;
};

export type SplitterOptions = {
  readonly maxFeatureChars: number;
  readonly maxDepth: number;
  /** The JSON text of a member of the root object other than `features`, and how many members are written inside it. */
  readonly onMember: (key: string, json: string, members: number) => void;
  readonly onFeature: (json: string, members: number) => void;
  readonly onFault: (fault: SplitFault) => void;
};

export type FeatureSplitter = { readonly push: (chunk: string, isLast?: boolean) => boolean };

type Place =
  | 'start'
  | 'key'
  | 'next-key'
  | 'colon'
  | 'member'
  | 'after-member'
  | 'first-feature'
  | 'feature'
  | 'after-feature'
  | 'end';

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;

/**
 * Cuts a FeatureCollection into the JSON texts of its features, so that one feature at a time is parsed and depth is
 * known before any recursive parser sees it. The grammar between the features is checked here, the inside by the parser.
 */
export const featureSplitter = (options: SplitterOptions): FeatureSplitter => {
  let text = '';
  let at = 0;
  /** How far the text was cut off at the front, to tell places in the file. */
  let dropped = 0;
  let place: Place = 'start';
  let key = '';
  let hasFeatures = false;
  let isStopped = false;
  // The state of the value being captured, kept between chunks.
  let depth = 0;
  let inString = false;
  let begun = -1;
  let members = 0;

  const stop = (fault: SplitFault): -1 => {
    if (!isStopped) options.onFault(fault);
    isStopped = true;
    return -1;
  };
  const broken = (): -1 => stop({ code: 'json-broken', facts: { offset: dropped + at } });

  const skipSpace = (): number => {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    return at < text.length ? text.charCodeAt(at) : -1;
  };

  /** The end of the value begun at `begun`, or -1 when it is not complete yet or not acceptable. */
  const valueEnd = (isLast: boolean): number => {
    for (; at < text.length; at += 1) {
      const c = text.charCodeAt(at);
      if (inString) {
        if (c === 92) {
          if (at + 1 >= text.length) break;
          at += 1;
        } else if (c === 34) {
          inString = false;
          if (depth === 0) return (at += 1);
        }
      } else if (c === 34) inString = true;
      else if (c === 58) members += 1;
      else if (c === 123 || c === 91) {
        depth += 1;
        if (depth > options.maxDepth)
          return stop({ code: 'json-too-deep', facts: { limit: options.maxDepth } });
      } else if (c === 125 || c === 93) {
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return (at += 1);
      } else if (depth === 0 && (c === 44 || isSpace(c))) return at;
    }
    if (at - begun > options.maxFeatureChars)
      return stop(
        place === 'feature'
          ? { code: 'geojson-feature-too-large', facts: { limit: options.maxFeatureChars } }
          : { code: 'geojson-not-collection', facts: { found: 'large-member' } },
      );
    return isLast ? broken() : -1;
  };

  const capture = (isLast: boolean): string | undefined => {
    if (begun < 0) {
      begun = at;
      depth = 0;
      inString = false;
      members = 0;
    }
    const end = valueEnd(isLast);
    if (end < 0) return undefined;
    const json = text.slice(begun, end);
    begun = -1;
    if (json === '') broken();
    return json;
  };

  const readKey = (c: number, isLast: boolean): boolean => {
    if (c === 125 && place === 'key') {
      at += 1;
      place = 'end';
      return true;
    }
    if (c !== 34) return broken() > 0;
    const json = capture(isLast);
    if (json === undefined || isStopped) return false;
    const parsed = parseOr(json);
    if (typeof parsed !== 'string') return broken() > 0;
    key = parsed;
    place = 'colon';
    return true;
  };

  const expect = (c: number, wanted: Readonly<Record<number, Place>>): boolean => {
    const next = wanted[c];
    if (!next) return broken() > 0;
    at += 1;
    place = next;
    return true;
  };

  const readMember = (c: number, isLast: boolean): boolean => {
    if (key === 'features' && c === 91 && begun < 0) {
      if (hasFeatures) return broken() > 0;
      hasFeatures = true;
      return expect(c, { 91: 'first-feature' });
    }
    const json = capture(isLast);
    if (json === undefined || isStopped) return false;
    options.onMember(key, json, members);
    place = 'after-member';
    return true;
  };

  const readFeature = (c: number, isLast: boolean): boolean => {
    if (c === 93 && place === 'first-feature') return expect(c, { 93: 'after-member' });
    place = 'feature';
    const json = capture(isLast);
    if (json === undefined || isStopped) return false;
    options.onFeature(json, members);
    place = 'after-feature';
    return true;
  };

  /** One step of the grammar; false when more text is needed or nothing more is to be read. */
  const step = (isLast: boolean): boolean => {
    // Inside a captured value blanks are content.
    const c = begun >= 0 ? text.charCodeAt(begun) : skipSpace();
    if (c < 0) return false;
    switch (place) {
      case 'start':
        return c === 123 ? expect(c, { 123: 'key' }) : stop(notCollection(c)) > 0;
      case 'key':
      case 'next-key':
        return readKey(c, isLast);
      case 'colon':
        return expect(c, { 58: 'member' });
      case 'member':
        return readMember(c, isLast);
      case 'after-member':
        return expect(c, { 44: 'next-key', 125: 'end' });
      case 'first-feature':
      case 'feature':
        return readFeature(c, isLast);
      case 'after-feature':
        return expect(c, { 44: 'feature', 93: 'after-member' });
      case 'end':
        return broken() > 0;
    }
  };

  const push = (chunk: string, isLast = false): boolean => {
    if (isStopped) return false;
    text = [text, chunk].join('');
    while (!isStopped && step(isLast));
    if (isLast && !isStopped && place !== 'end') broken();
    const keepFrom = begun >= 0 ? begun : at;
    text = isStopped ? '' : text.slice(keepFrom);
    dropped += keepFrom;
    at -= keepFrom;
    if (begun >= 0) begun = 0;
    return !isStopped;
  };
  return { push };
};

const notCollection = (c: number): SplitFault =>
  c === 91
    ? { code: 'geojson-not-collection', facts: { found: 'array' } }
    : { code: 'json-broken', facts: { offset: 0 } };

const parseOr = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
