import { Outline } from '../../structure/outline.ts';
import type { Extractor } from '../../types.ts';
import type { Background } from '../looks.ts';
import { attr, child, childElements, descendants, type XmlElement } from '../xml.ts';
import { OdfFlow } from './flow.ts';
import { openOdf } from './package.ts';
import { centimetres, type OdfStyles } from './styles.ts';
import { behindFill } from './words.ts';

const furniture = /^(?:header|footer|date-time|page-number)$/;

/**
 * OpenDocument presentation (.odp) or drawing (.odg): a page for each slide, its title as heading. What only the speaker saw,
 * the notes, goes to `hidden`.
 */
export const extractOdp: Extractor = async (bytes) => {
  const { body, styles, warnings } = await openOdf(bytes, 'presentation', 'drawing');
  const outline = new Outline();
  const flow = new OdfFlow(outline, styles);
  const slides = childElements(body, 'page');
  let title: string | undefined;
  for (const [index, slide] of slides.entries()) {
    const page = index + 1;
    flow.words.page = page;
    const format = styles.format('drawing-page', attr(slide, 'style-name'));
    if (format.isHidden === true) {
      flow.words.hide(slide);
      continue;
    }
    const { width, height, fill } = styles.master(attr(slide, 'master-page-name'));
    const background = behindFill(format.fill ?? fill, ['FFFFFF']);
    outline.page(page);
    const heading = titleOf(slide);
    title ??= heading;
    outline.heading(heading ?? `Dia ${page}`, 1);
    for (const shape of shapesOf(slide)) {
      const kind = attr(shape, 'class') ?? '';
      if (furniture.test(kind) || kind === 'title') continue;
      if (isOutside(shape, width, height)) flow.words.outside(shape);
      else flow.write(shape, behindShape(styles, shape, background));
    }
    const notes = notesOf(slide);
    if (notes !== '') flow.words.hidden.add({ reason: 'marked', page, text: `Notities: ${notes}` });
  }
  return {
    ...(title !== undefined && { title }),
    mediaType: 'application/vnd.oasis.opendocument.presentation',
    metadata: {},
    sections: outline.finish(),
    warnings,
    pages: slides.length,
    hidden: flow.words.hidden.all(),
  };
};

/** The shapes of a slide, those in groups among them; the notes page is no shape. */
function shapesOf(parent: XmlElement): XmlElement[] {
  return childElements(parent).flatMap((shape) => {
    if (shape.localName === 'g' || shape.localName === 'a') return shapesOf(shape);
    return shape.localName === 'notes' || shape.localName === 'forms' ? [] : [shape];
  });
}

function titleOf(slide: XmlElement): string | undefined {
  const words = wordsOf(shapesOf(slide).find((one) => attr(one, 'class') === 'title'));
  return words === '' ? undefined : words;
}

function notesOf(slide: XmlElement): string {
  const frames = childElements(child(slide, 'notes'), 'frame').filter((one) => attr(one, 'class') === 'notes');
  return frames.map(wordsOf).filter((words) => words !== '').join('\n');
}

function wordsOf(shape: XmlElement | undefined): string {
  const paragraphs = descendants(shape, 'p').map((p) => (p.textContent ?? '').replace(/\s+/g, ' ').trim());
  return paragraphs.join(' ').trim();
}

/** The fill of a shape; a shape whose style does not say has the program's own. */
function behindShape(styles: OdfStyles, shape: XmlElement, background: Background): Background {
  const placed = attr(shape, 'class') === undefined ? 'graphic' : 'presentation';
  return behindFill(styles.format(placed, attr(shape, 'style-name')).fill, background);
}

function isOutside(shape: XmlElement, width: number, height: number): boolean {
  const [x, y] = [centimetres(attr(shape, 'x')), centimetres(attr(shape, 'y'))];
  if (x === undefined || y === undefined) return false;
  const right = x + (centimetres(attr(shape, 'width')) ?? 0);
  const bottom = y + (centimetres(attr(shape, 'height')) ?? 0);
  return x >= width || y >= height || right <= 0 || bottom <= 0;
}
