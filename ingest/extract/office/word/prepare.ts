import type { HiddenText } from '../../types.ts';
import { HiddenPieces, type Background } from '../looks.ts';
import { macroWarnings, openPackage, type Package } from '../package.ts';
import { relationsOf, rootOf } from '../relations.ts';
import { storeZip } from '../repack.ts';
import { ancestors, attr, child, childElements, descendants, parseXml, xmlText, type XmlDocument, type XmlElement } from '../xml.ts';
import { HiddenRuns } from './hidden.ts';
import { WordStyles } from './styles.ts';

/** A Word file that shows all it holds, and what was taken out to make it so. */
export interface PreparedWord {
  readonly bytes: Uint8Array;
  readonly hidden: readonly HiddenText[];
  readonly warnings: readonly string[];
}

/** Parts that are not read: they never reach the library. */
const unread = /(?:^|\/)(?:media|embeddings|customXml|activeX|theme|glossary)\/|comments|people\.xml|(?:header|footer)\d*\.xml$/i;

const textParts = /^word\/(?:document|footnotes|endnotes)\d*\.xml$/;

/**
 * Makes a Word file ready for a library that reads all but deleted text: parts checked; hidden text taken out; text
 * boxes put behind the paragraph that holds them, where a library that does not draw still sees them.
 * @throws BalieError a `document-*` code, as `openPackage` and `parseXml` do.
 */
export async function prepareWord(bytes: Uint8Array): Promise<PreparedWord> {
  const source = await openPackage(bytes);
  const { XMLSerializer } = await import('@xmldom/xmldom');
  const roles = await rolesOf(source);
  const styles = new WordStyles(await rootOf(source, roles.styles));
  // Whether the page's own colour is shown.
  const page = child(await rootOf(source, roles.settings), 'displayBackgroundShape') !== undefined;
  const pieces = new HiddenPieces();
  const parts = new Map<string, Uint8Array>();
  for (const name of source.names) {
    if (unread.test(name) || !/\.(?:xml|rels)$/i.test(name)) continue;
    const part = await source.read(name);
    if (roles.texts.has(name) || textParts.test(name)) {
      const document = await parseXml(part);
      reveal(document, page, new HiddenRuns(styles, pieces));
      parts.set(name, Buffer.from(new XMLSerializer().serializeToString(document)));
    } else {
      xmlText(part);
      parts.set(name, part);
    }
  }
  return { bytes: storeZip(parts), hidden: pieces.all(), warnings: macroWarnings(source.names) };
}

/** Which parts are what: by the relations, as the library finds them, whatever names they have. */
async function rolesOf(source: Package): Promise<{ texts: Set<string>; styles: string; settings: string }> {
  const main = [...(await relationsOf(source, '')).values()].filter(({ type }) => type === 'officeDocument');
  const texts = new Set(main.map(({ target }) => target));
  let [styles, settings] = ['word/styles.xml', 'word/settings.xml'];
  for (const { target: part } of main) {
    for (const { type, target } of (await relationsOf(source, part)).values()) {
      if (type === 'footnotes' || type === 'endnotes') texts.add(target);
      else if (type === 'styles' && source.has(target)) styles = target;
      else if (type === 'settings' && source.has(target)) settings = target;
    }
  }
  return { texts, styles, settings };
}

function reveal(document: XmlDocument, hasPageColour: boolean, hidden: HiddenRuns): void {
  const root = document.documentElement;
  if (root === null) return;
  for (const choice of descendants(root, 'AlternateContent')) choose(choice);
  const colour = attr(child(root, 'background'), 'color');
  const background: Background = hasPageColour && colour !== undefined ? [colour] : ['FFFFFF'];
  hidden.take(root, background);
  // Inner boxes first, so that they end up behind the paragraph of the outer one.
  for (const box of descendants(root, 'txbxContent').toReversed()) lift(box);
}

/** The same drawing for newer and older programs: keeps the one, in which a text box can be read. */
function choose(alternatives: XmlElement): void {
  const [newer, older] = [child(alternatives, 'Choice'), child(alternatives, 'Fallback')];
  const holdsText = newer !== undefined && descendants(newer, 'txbxContent').length > 0;
  const kept = holdsText ? newer : (older ?? newer);
  for (const element of childElements(kept)) alternatives.parentNode?.insertBefore(element, alternatives);
  alternatives.parentNode?.removeChild(alternatives);
}

/** Moves the paragraphs of a text box to behind the paragraph that it is drawn from. */
function lift(box: XmlElement): void {
  // A box that was deleted goes with what was deleted.
  const holder = ancestors(box).find(({ localName }) => /^(?:p|del|moveFrom)$/.test(localName ?? ''));
  if (holder?.localName !== 'p' || holder.parentNode === null) return;
  const after = holder.nextSibling;
  for (const element of childElements(box)) holder.parentNode.insertBefore(element, after);
  box.parentNode?.removeChild(box);
}
