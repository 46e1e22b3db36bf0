import { styleChain } from '../looks.ts';
import { attr, child, childElements, type XmlElement } from '../xml.ts';

/** What decides whether a run of text can be seen, as far as one style or run says it. */
export interface RunFormat {
  /** Word's own `hidden`. */
  readonly vanish?: boolean;
  /** `RRGGBB`, or `auto`. */
  readonly colour?: string;
  /** Points. */
  readonly size?: number;
  readonly fill?: string;
  /** Letters drawn without any paint. */
  readonly unpainted?: boolean;
}

interface Style {
  readonly basedOn: string | undefined;
  readonly run: RunFormat;
  /** Behind the paragraph, or behind all cells of a table. */
  readonly fill: string | undefined;
  /** Behind parts of a table: `firstRow`, `band1Horz`. */
  readonly partFills: ReadonlyMap<string, string>;
}

/** The styles of a Word document, to look up what holds for a run before its own format. */
export class WordStyles {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: RunFormat;
  #defaultParagraph: string | undefined;

  /** @param root of the part with the styles. */
  constructor(root: XmlElement | undefined) {
    this.#defaults = runFormat(child(child(child(root, 'docDefaults'), 'rPrDefault'), 'rPr'));
    for (const style of childElements(root, 'style')) {
      const id = attr(style, 'styleId');
      if (id === undefined) continue;
      const type = attr(style, 'type');
      if (type === 'paragraph' && isOn(attr(style, 'default') ?? '0')) this.#defaultParagraph = id;
      this.#styles.set(id, {
        basedOn: attr(child(style, 'basedOn'), 'val'),
        run: runFormat(child(style, 'rPr')),
        fill: shade(child(type === 'table' ? child(style, 'tcPr') : child(style, 'pPr'), 'shd')),
        partFills: new Map(
          childElements(style, 'tblStylePr').flatMap((part) => {
            const fill = shade(child(child(part, 'tcPr'), 'shd'));
            return fill === undefined ? [] : [[attr(part, 'type') ?? '', fill] as const];
          }),
        ),
      });
    }
  }

  /** What holds in a paragraph of this style for runs that say nothing themselves. */
  paragraph(id: string | undefined): RunFormat {
    const chain = this.#chain(id ?? this.#defaultParagraph).map(({ run }) => run);
    return Object.assign({}, this.#defaults, ...chain) as RunFormat;
  }

  character(id: string | undefined): RunFormat {
    return Object.assign({}, ...this.#chain(id).map(({ run }) => run)) as RunFormat;
  }

  paragraphFill(id: string | undefined): string | undefined {
    return this.#chain(id ?? this.#defaultParagraph).findLast(({ fill }) => fill !== undefined)?.fill;
  }

  /** All fills that a table style may put behind a cell in the given parts of the table. */
  tableFills(id: string | undefined, parts: readonly string[]): string[] {
    return this.#chain(id).flatMap(({ fill, partFills }) => [
      ...(fill === undefined ? [] : [fill]),
      ...parts.flatMap((part) => partFills.get(part) ?? []),
    ]);
  }

  /** A style after those that it builds on. */
  #chain(id: string | undefined): Style[] {
    return styleChain(id, (at) => this.#styles.get(at), ({ basedOn }) => basedOn).toReversed();
  }
}

/** Reads `w:rPr`. */
export function runFormat(properties: XmlElement | undefined): RunFormat {
  const vanish = child(properties, 'vanish');
  const colour = attr(child(properties, 'color'), 'val');
  const size = Number(attr(child(properties, 'sz'), 'val') ?? Number.NaN);
  const fill = highlight(attr(child(properties, 'highlight'), 'val')) ?? shade(child(properties, 'shd'));
  return {
    ...(vanish !== undefined && { vanish: isOn(attr(vanish, 'val') ?? '1') }),
    ...(colour !== undefined && { colour }),
    // Word counts in half points.
    ...(Number.isFinite(size) && { size: size / 2 }),
    ...(fill !== undefined && { fill }),
    ...(child(child(properties, 'textFill'), 'noFill') !== undefined && { unpainted: true }),
  };
}

/** The colour of a shading: `RRGGBB`, something unreadable for a pattern, undefined when there is none. */
export function shade(shading: XmlElement | undefined): string | undefined {
  const kind = attr(shading, 'val') ?? 'nil';
  if (kind === 'solid') return attr(shading, 'color');
  const fill = attr(shading, 'fill');
  if (kind === 'nil' || fill === undefined || fill === 'auto') return /^(?:nil|clear)$/.test(kind) ? undefined : 'pattern';
  return kind === 'clear' ? fill : 'pattern';
}

/** Fourteen fixed names; only those that may hide a text need their value. */
function highlight(name: string | undefined): string | undefined {
  if (name === undefined || name === 'none') return undefined;
  return { white: 'FFFFFF', black: '000000', yellow: 'FFFF00', red: 'FF0000', blue: '0000FF' }[name] ?? 'pattern';
}

function isOn(value: string): boolean {
  return !['0', 'false', 'off', 'none'].includes(value);
}
