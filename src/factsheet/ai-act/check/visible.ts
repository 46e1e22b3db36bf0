/** What somebody sees of a page, as far as its HTML and styles tell without a browser. */

/** A piece of text that is not hidden by the HTML itself. */
export interface Piece {
  readonly text: string;
  /** Classes of the element that holds it and of all around that. */
  readonly classes: ReadonlySet<string>;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'option']);
const TAG = /<(?<close>\/?)(?<name>[a-z][a-z\d-]*)(?<attributes>(?:"[^"]*"|'[^']*'|[^'">])*)>|<!--[^]*?-->|<![^>]*>/gi;
/** For screen readers alone. */
const HIDDEN_CLASS = 'balie-hidden';
const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0[a-z%]*\s*(?:;|!|$))/i;

/** The pieces of text up to a place in the HTML, in their order. */
export function visiblePieces(html: string, end = html.length): Piece[] {
  const pieces: Piece[] = [];
  const open: { readonly name: string; readonly isHidden: boolean; readonly classes: ReadonlySet<string> }[] = [];
  let from = 0;
  const take = (to: number) => {
    const around = open.at(-1);
    const text = textOf(html.slice(from, to));
    if (text !== '' && around?.isHidden !== true) pieces.push({ text, classes: around?.classes ?? new Set() });
  };
  for (const match of html.matchAll(TAG)) {
    if (match.index >= end) break;
    take(match.index);
    from = match.index + match[0].length;
    const name = match.groups?.['name']?.toLowerCase();
    if (name === undefined) continue;
    if (match.groups?.['close'] === '/') {
      const at = open.findLastIndex((one) => one.name === name);
      if (at >= 0) open.splice(at);
    } else if (!VOID.has(name)) open.push(opened(name, match.groups?.['attributes'] ?? '', open.at(-1)));
  }
  take(Math.max(from, end));
  return pieces;
}

function opened(name: string, attributes: string, around: { readonly isHidden: boolean; readonly classes: ReadonlySet<string> } | undefined) {
  const own = (/\bclass="([^"]*)"/i.exec(attributes)?.[1] ?? '').split(/\s+/).filter((one) => one !== '');
  const style = /\bstyle="([^"]*)"/i.exec(attributes)?.[1] ?? '';
  const isHidden = around?.isHidden === true || UNSEEN.has(name) || /(?:^|\s)(?:hidden|inert)(?:[\s=/]|$)/i.test(attributes.replaceAll(/"[^"]*"/g, '""')) || own.includes(HIDDEN_CLASS) || HIDING.test(style);
  return { name, isHidden, classes: new Set([...(around?.classes ?? []), ...own]) };
}

function textOf(html: string): string {
  return html.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll(/\s+/g, ' ').trim();
}

/**
 * Whether a rule of these styles hides what has these classes around it. Rules for paper, and those that hang on a state of the page, count
 * for nothing: what they do is not to be told without a browser.
 */
export function isHiddenBy(css: string, classes: ReadonlySet<string>): boolean {
  const bare = css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi, '');
  return [...bare.matchAll(/(?<selectors>[^{}@;]+)\{(?<rules>[^{}]*)\}/g)].some(({ groups }) => HIDING.test(groups?.['rules'] ?? '') && (groups?.['selectors'] ?? '').split(',').some((selector) => isAround(selector, classes)));
}

function isAround(selector: string, classes: ReadonlySet<string>): boolean {
  if (/[:[#~+*]/.test(selector)) return false;
  const last = selector.trim().split(/[\s>]+/).at(-1) ?? '';
  const named = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name);
  // `.balie-notice strong` hides what is said in it as much as `.balie-notice` does.
  return named.length > 0 && (last.includes('.') || /^(?:p|strong|span)$/.test(last)) && named.every((name) => classes.has(name));
}
