import type { HiddenReason } from '../../types.ts';
import { unseenReason, type Background } from '../looks.ts';
import { sheetLimits } from '../sheets/limits.ts';
import { attr, childElements, type XmlElement } from '../xml.ts';
import type { OdfStyles } from './styles.ts';
import { behindFill, count } from './words.ts';

const white: Background = ['FFFFFF'];

/** Whether the cells of one sheet can be read, by their style or what their row or column gives those without one. */
export class CellLooks {
  readonly #styles: OdfStyles;
  /** Styles of columns, from 0. */
  readonly #columns: (string | undefined)[] = [];

  /** @param columns the `table:table-column` elements of the sheet, in order. */
  constructor(styles: OdfStyles, columns: readonly XmlElement[]) {
    this.#styles = styles;
    for (const column of columns) {
      const repeats = count(column, 'number-columns-repeated');
      for (let i = 0; i < repeats && this.#columns.length < sheetLimits.columns; i += 1) this.#columns.push(attr(column, 'default-cell-style-name'));
    }
  }

  /** Why the text of a cell cannot be read, undefined when it can; and what is behind it. */
  look(row: XmlElement, cell: XmlElement, column: number): { reason: HiddenReason | undefined; background: Background } {
    const name = attr(cell, 'style-name') ?? attr(row, 'default-cell-style-name') ?? this.#columns[column];
    const format = this.#styles.format('table-cell', name);
    const background = behindFill(format.fill, white);
    return { reason: unseenReason(format, background), background };
  }
}

/** The value of a cell of which the format shows nothing (`;;;`); '' where no program wrote down what it shows. */
export function unshownValue(cell: XmlElement): string {
  const paragraphs = childElements(cell, 'p');
  if (paragraphs.length === 0 || paragraphs.some((p) => (p.textContent ?? '').trim() !== '')) return '';
  return attr(cell, 'string-value') ?? attr(cell, 'value') ?? attr(cell, 'date-value') ?? '';
}
