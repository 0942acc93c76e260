/** RFC 6266: the plain name for old programs, then the name in UTF-8 (RFC 8187). */
export const attachmentName = (plain: string, name: string): string => {
  const inUtf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${inUtf8}`;
};
