import type { Background } from '../looks.ts';
import { ancestors, attr, child, childElements, type XmlElement } from '../xml.ts';

/** What is behind the text of a text box: the fill of its shape, or what is behind that when it has none. */
export function shapeFill(box: XmlElement, behind: Background): Background {
  for (const shape of ancestors(box)) {
    if (shape.localName === 'wsp') return drawingFill(shape, behind);
    // VML, the older way: a shape is white unless it says otherwise.
    if (['shape', 'rect', 'roundrect', 'oval'].includes(shape.localName ?? '')) {
      if ((attr(shape, 'filled') ?? '').startsWith('f')) return behind;
      if (childElements(shape, 'fill').some((fill) => attr(fill, 'type') !== undefined)) return 'any';
      const colour = /^#([0-9a-f]{6})/i.exec(attr(shape, 'fillcolor') ?? '#ffffff')?.[1];
      return colour === undefined ? 'any' : [colour];
    }
    if (shape.localName === 'p') break;
  }
  return behind;
}

/** The fill of a DrawingML shape: its own, or the one its style gives it. */
export function drawingFill(shape: XmlElement, behind: Background): Background {
  const properties = child(shape, 'spPr');
  if (child(properties, 'noFill') !== undefined) return behind;
  const solid = child(properties, 'solidFill');
  if (solid !== undefined) {
    const colour = attr(child(solid, 'srgbClr'), 'val');
    return colour === undefined ? 'any' : [colour];
  }
  const other = ['gradFill', 'blipFill', 'pattFill', 'grpFill'].some((name) => child(properties, name) !== undefined);
  const styled = attr(child(child(shape, 'style'), 'fillRef'), 'idx') ?? '0';
  return other || styled !== '0' ? 'any' : behind;
}
