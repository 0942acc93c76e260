/**
 * JSON as it may stand inside a script element: `<` is escaped, so that no text of the data can close the element,
 * and the two line separators that older parsers refuse are escaped too.
 */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/** A data block for machines or islands. It is never executed. */
export const ScriptJson = ({ type, id, value }: { type: string; id?: string; value: unknown }) => (
  <script
    type={type}
    {...(id === undefined ? {} : { id })}
    dangerouslySetInnerHTML={{ __html: scriptJson(value) }}
  />
);
