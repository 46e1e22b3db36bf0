/** Passages on one page of the viewer: a file of thousands of pages is not one page of the browser. */
export const VIEWED_AT_ONCE = 300;

/** Path of the desk's page that shows a file of a conversation; the anchor of a passage goes behind it. */
export function filePath(conversationId: string, fileId: string, ordinal = 1): string {
  const part = Math.ceil(ordinal / VIEWED_AT_ONCE);
  return `/werk/gesprekken/${conversationId}/bestanden/${fileId}${part > 1 ? `?deel=${part}` : ''}`;
}
