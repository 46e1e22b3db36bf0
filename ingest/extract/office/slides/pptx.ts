import { BalieError } from '../../../../src/errors.ts';
import { Outline } from '../../structure/outline.ts';
import type { Extractor, HiddenText } from '../../types.ts';
import { macroWarnings, openPackage, type Package } from '../package.ts';
import { relationsOf, rootOf } from '../relations.ts';
import { attr, child, childElements, descendants, parseXml, type XmlElement } from '../xml.ts';
import type { Box } from './place.ts';
import { SlideReader, wordsOf } from './slide-reader.ts';
import { backgroundOf, themeOf, type SlideTheme } from './theme.ts';

/** More slides than any meeting. */
const maxSlides = 2000;

/**
 * PowerPoint: a page for each slide in the order of the presentation, its title as heading, then lists, tables and
 * diagrams. Slides and shapes that are not shown go to `hidden`, and so do notes, which only the speaker saw.
 */
export const extractPptx: Extractor = async (bytes) => {
  const source = await openPackage(bytes);
  const outline = new Outline();
  const hidden: HiddenText[] = [];
  const themes = new Map<string, SlideTheme>();
  const { slides, size } = await listSlides(source);
  let title: string | undefined;
  for (const [index, name] of slides.entries()) {
    const page = index + 1;
    const slide = await readSlide(source, name, size, themes);
    if (slide.isHidden) {
      if (slide.words !== '') hidden.push({ reason: 'marked', page, text: slide.words });
      continue;
    }
    hidden.push(...slide.hidden.map((piece) => ({ ...piece, page })));
    outline.page(page);
    const heading = slide.texts.find(({ kind }) => kind === 'title')?.text.replace(/\s+/g, ' ').trim();
    title ??= heading === '' ? undefined : heading;
    // A slide without a title does not go on under that of the slide before it.
    outline.heading(heading === undefined || heading === '' ? `Dia ${page}` : heading, 1);
    for (const { kind, text } of slide.texts) {
      if (kind === 'paragraph') outline.paragraph(text);
      else if (kind === 'line') outline.line(text);
    }
    if (slide.notes !== '') hidden.push({ reason: 'marked', page, text: `Notities: ${slide.notes}` });
  }
  return {
    ...(title !== undefined && { title }),
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    metadata: {},
    sections: outline.finish(),
    warnings: macroWarnings(source.names),
    pages: slides.length,
    hidden,
  };
};

/** The parts of the slides, in the order in which they are shown, and their size. */
async function listSlides(source: Package): Promise<{ slides: string[]; size: Box }> {
  const main = source.names.find((name) => /^ppt\/presentation\d*\.xml$/.test(name)) ?? 'ppt/presentation.xml';
  const root = (await parseXml(await source.read(main))).documentElement ?? undefined;
  const relations = await relationsOf(source, main);
  const slides = new Set<string>();
  for (const entry of childElements(child(root, 'sldIdLst'), 'sldId')) {
    // Both `id` and `r:id` are here; the relation is the one that is known.
    const id = [...entry.attributes].map(({ value }) => value).find((value) => relations.has(value));
    const target = id === undefined ? undefined : relations.get(id)?.target;
    if (target !== undefined && source.has(target)) slides.add(target);
  }
  if (slides.size > maxSlides) throw new BalieError('document-too-large', { detail: `${slides.size} dia’s` });
  const given = child(root, 'sldSz');
  const width = Number(attr(given, 'cx')) || 12_192_000;
  return { slides: [...slides], size: { x: 0, y: 0, width, height: Number(attr(given, 'cy')) || 6_858_000 } };
}

async function readSlide(source: Package, name: string, size: Box, themes: Map<string, SlideTheme>) {
  const root = (await parseXml(await source.read(name))).documentElement;
  if (root === null) throw new BalieError('document-corrupt', { detail: name });
  const relations = await relationsOf(source, name);
  const target = (type: string): string | undefined =>
    relations.values().find((relation) => relation.type === type)?.target;
  const theme = await themeOf(source, target('slideLayout'), themes);
  const content = new SlideReader(theme, size).read(root, backgroundOf(root, theme.colour) ?? theme.background);
  const texts = [...content.texts];
  for (const id of content.diagrams) {
    const words = await diagramWords(source, relations.get(id)?.target);
    texts.push(...words.map((text, i) => ({ kind: i === 0 ? ('paragraph' as const) : ('line' as const), text: `- ${text}` })));
  }
  const notes = await notesOf(source, target('notesSlide'));
  const isHidden = /^(?:0|false)$/.test(attr(root, 'show') ?? '1');
  const words = [wordsOf(root), notes].filter((text) => text !== '').join('\n');
  return { texts, hidden: content.hidden, notes, isHidden, words };
}

async function notesOf(source: Package, name: string | undefined): Promise<string> {
  const isBody = (shape: XmlElement): boolean =>
    attr(child(child(child(shape, 'nvSpPr'), 'nvPr'), 'ph'), 'type') === 'body';
  return descendants(await rootOf(source, name), 'sp').filter(isBody).map(wordsOf).join('\n');
}

/** The words in the boxes of a diagram, in the order of its data. */
async function diagramWords(source: Package, name: string | undefined): Promise<string[]> {
  const points = descendants(await rootOf(source, name), 'pt');
  return points.map((point) => wordsOf(point).replace(/\s+/g, ' ')).filter((text) => text !== '');
}
