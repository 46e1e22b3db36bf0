/** What a document may be called, by its media type. */
const extensions: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/csv': 'csv',
  'message/rfc822': 'eml',
};
const known = new Set([...Object.values(extensions), 'htm', 'xhtml', 'markdown', 'text']);
const never = new Set(
  (
    'jpg jpeg png gif svg webp avif bmp ico tif tiff mp3 mp4 m4a m4v webm ogg ogv wav avi mov wmv css js mjs json xml rss ' +
    'atom ics woff woff2 ttf eot zip gz tgz rar 7z tar exe msi dmg iso apk kml kmz gml gpx shp dwg'
  ).split(' '),
);

/** Whether an address is plainly no document, so that it need not be asked for: a picture, a style sheet, an archive. */
export function isNeverDocument(url: URL): boolean {
  return never.has(extensionOf(url.pathname));
}

/**
 * Whether an answer may be a document, before its body is read. A server that names no type, or only "bytes", is believed
 * when the file's name is that of a document.
 */
export function isDocument(contentType: string, fileName: string): boolean {
  const type = mediaType(contentType);
  if (Object.hasOwn(extensions, type) || type === '') return true;
  const vague = ['application/octet-stream', 'binary/octet-stream', 'application/force-download', 'application/download'];
  return vague.includes(type) && known.has(extensionOf(fileName));
}

/**
 * A file name for what came from an address: that of `Content-Disposition` (RFC 6266) or the last part of the path, with
 * an extension that fits its type when it has none that says what it is.
 */
export function fileNameOf(url: URL, contentType: string, disposition: string | undefined): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  const raw = dispositionName(disposition) ?? decoded(last);
  // No path, no control characters, no leading dots: it may become a name on a disk.
  const clean = (raw.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/^\.+/, '').trim();
  const name = clean === '' ? 'index' : clean;
  const extension = known.has(extensionOf(name)) ? '' : extensions[mediaType(contentType)];
  return `${name.slice(-150)}${extension === undefined || extension === '' ? '' : `.${extension}`}`;
}

const mediaType = (contentType: string): string => (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}

function dispositionName(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 1000) return undefined;
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) return decoded(extended);
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header);
  return plain === null ? undefined : (plain[1] ?? plain[2]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
