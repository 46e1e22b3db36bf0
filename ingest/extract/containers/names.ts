/** Windows refuses these as file names; they are devices. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A path from inside a container as one that is safe anywhere: relative, with `/`, without `..`, drives, control and
 * direction characters. Nothing is ever written to disk under it; it becomes part of a source id and is shown to editors.
 * @returns undefined when the path points outside its container or holds control characters: no honest program
 *   writes such a name.
 */
export function safePath(raw: string): string | undefined {
  // Backslashes part folders in zips by old Windows programs; they are common and meant well.
  const path = raw.toWellFormed().normalize('NFC').replaceAll('\\', '/');
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(path) || path.startsWith('/') || /^[a-z]:/i.test(path)) return undefined;
  const parts = path.split('/').map((part) => part.trim());
  if (parts.includes('..')) return undefined;
  const kept = parts.filter((part) => part !== '' && part !== '.');
  if (kept.length === 0 || kept.length > 32 || kept.some((part) => devices.test(part))) return undefined;
  return kept.map(shorten).join('/');
}

/** A name that is not safe, so that a person can see it: what would act on a screen as its code, and not too much of it. */
export function shownName(raw: string): string {
  const visible = raw
    .slice(0, 100)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
  return visible === '' ? '(zonder naam)' : raw.length > 100 ? `${visible}…` : visible;
}

/** A file name that a sender chose, as the last part of a path; never empty: `fallback` is used when nothing is left. */
export function safeName(raw: string | undefined, fallback: string): string {
  const name = (raw ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[/\\:*?"<>|\s]+/g, ' ')
    .trim()
    .replace(/^[. ]+/, '')
    .trim();
  return name === '' || devices.test(name) ? fallback : shorten(name);
}

/** At most 150 characters, with the extension kept: it tells kinds of text apart. */
function shorten(name: string): string {
  if (name.length <= 150) return name;
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, 150 - extension.length).toWellFormed().trimEnd() + extension;
}

/** What systems and Office leave beside the files that people meant: hidden files, lists of thumbnails, marks of who has a file open. */
export const isLeftover = (name: string): boolean => /^(?:\.(?!\.?$)|~\$|(?:thumbs\.db|desktop\.ini|icon\r|__macosx|lost\+found)$)/i.test(name);

/** Whether any part of a path is such a thing. */
export const isClutter = (path: string): boolean => path.split(/[/\\]/).some(isLeftover);
