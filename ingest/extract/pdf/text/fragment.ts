import type { Place } from '../table/grid.ts';

/** A run of text on one baseline without a gap as wide as a column's. Points; y grows downwards from the page's top. */
export interface Fragment {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Name of the font in this document; says only which fragments look alike. */
  readonly font: string;
  /** Whether a good part of it is in another font than the rest, such as one bold word. */
  readonly mixed: boolean;
  /** Whether the document itself tags it as a heading. */
  readonly tagged: boolean;
  /** Where it stands in a table that has lines. */
  readonly place?: Place;
}

/** A fragment that is being made. */
export interface Draft {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  turned: boolean;
  readonly tagged: boolean;
  readonly fonts: Map<string, number>;
  /** Gaps wider than those between most words: where the text before one ends, in letters and in points, and where the next begins. */
  readonly gaps: { readonly at: number; readonly left: number; readonly right: number }[];
}

export type Piece = Omit<Draft, 'text' | 'fonts' | 'gaps'>;

/** The key that counts most, of several alike the first. */
export const commonest = <Key>(counts: ReadonlyMap<Key, number>): Key | undefined => [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
