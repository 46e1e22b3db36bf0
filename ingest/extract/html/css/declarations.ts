/** One property as a rule gives it; the value in small letters, without `!important`. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
  readonly isImportant: boolean;
}

/** The properties that can hide text, or show it again. */
const kept = new Set(
  (
    'display visibility content-visibility opacity filter color -webkit-text-fill-color background background-color background-image ' +
    'background-clip -webkit-background-clip text-shadow font font-size zoom text-indent position left right top bottom inset ' +
    'margin-left margin-top margin width height max-width max-height overflow overflow-x overflow-y clip clip-path -webkit-clip-path transform ' +
    'scale rotate translate animation animation-name all'
  ).split(' '),
);
const maxValue = 500;

/** Reads `name: value` as it stands in a rule; undefined when it does not bear on what is shown. */
export function readDeclaration(text: string): Declaration | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon > 40) return undefined;
  const name = unescapeCss(text.slice(0, colon)).trim().toLowerCase();
  if (!kept.has(name)) return undefined;
  // A picture inside the style sheet is long; that it is one shows at its start.
  const raw = text.slice(colon + 1).trim();
  const isImportant = /!\s*important$/i.test(raw.slice(-20));
  const value = unescapeCss((isImportant ? raw.slice(0, raw.lastIndexOf('!')) : raw).slice(0, maxValue)).toLowerCase().trim();
  return value === '' ? undefined : { name, value, isImportant };
}

/** `\6e one` is `none`, `md\:hidden` is `md:hidden`. */
export function unescapeCss(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:([\da-f]{1,6})\s?|([^\n]))/gi, (_, code: string | undefined, sign: string | undefined) => {
    if (code === undefined) return sign ?? '';
    const point = Number.parseInt(code, 16);
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\ufffd';
  });
}

export type Style = Map<string, string>;

const inherits = /^(?:inherit|unset|revert|revert-layer)$/;

/** Puts a declaration over what was declared before it, shorthands as what they stand for. */
export function declare(style: Style, { name, value }: Pick<Declaration, 'name' | 'value'>): void {
  if (name === 'all') style.clear();
  else if (name === 'background') {
    style.delete('background-color');
    style.delete('background-image');
    style.set('background', value);
  } else if (name === 'font') {
    const size = /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?=\s|\/)/.exec(value.replace(/(?:^|\s)[1-9]00(?=\s)/g, ' '))?.[1];
    if (size === undefined) style.delete('font-size');
    else style.set('font-size', size);
  } else if (name === 'inset') {
    for (const [i, side] of ['top', 'right', 'bottom', 'left'].entries()) {
      const sides = value.split(/\s+/);
      style.set(side, sides[i] ?? sides[i - 2] ?? sides[0] ?? '');
    }
  } else if (name === 'margin') {
    const sides = value.split(/\s+/);
    style.set('margin-top', sides[0] ?? '');
    style.set('margin-left', sides[3] ?? sides[1] ?? sides[0] ?? '');
  } else if (name.startsWith('overflow-')) style.set('overflow', value);
  else if (name === 'animation') style.set('animation-name', value);
  else if (inherits.test(value) && name !== 'color' && name !== 'font-size') style.delete(name);
  else style.set(name.replace(/^-webkit-(?!text-fill)/, ''), value);
}
