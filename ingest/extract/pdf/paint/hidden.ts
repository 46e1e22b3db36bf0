import { colourDistance, hexColour } from '../../structure/colour.ts';
import type { HiddenReason } from '../../types.ts';
import { applyToBox, area, grow, intersect, type Box } from './matrix.ts';
import type { Painting, Run, Shape } from './painting.ts';

/** Text smaller than this, in points, is read by nobody. */
const leastSize = 2;
/** Steps of 255 by which a colour must differ from what is behind it. */
const leastContrast = 24;

/** The runs that are not seen, and why. Only runs with letters or digits are judged. */
export interface Unseen {
  readonly hidden: Map<Run, HiddenReason>;
  /** Text that lies unseen over or under a scan: what the scan says, if it is honest. */
  readonly layer: Map<Run, HiddenReason>;
}

/** Tells apart what is not seen on a page. */
export function findHidden(painting: Painting, page: Box): Unseen {
  const { runs, shapes } = painting;
  const scan = isScan(shapes, page);
  const hidden = new Map<Run, HiddenReason>();
  const layer = new Map<Run, HiddenReason>();
  const underPicture: Run[] = [];
  let letters = 0;
  const mayBlend = blending(shapes);
  for (const run of runs) {
    if (!hasLetters(run)) continue;
    letters += 1;
    const place = placeOf(run);
    const reason = ownReason(run, place, page);
    if (reason === 'unpainted') (scan ? layer : hidden).set(run, 'invisible');
    else if (reason !== undefined) hidden.set(run, reason);
    else {
      const cover = coverOf(run, place, shapes);
      if (cover !== undefined) {
        hidden.set(run, 'covered');
        if (cover.picture) underPicture.push(run);
      } else if (mayBlend(run.colour) && isUnseenColour(run, place, shapes)) hidden.set(run, 'colour');
    }
  }
  // A scan may be laid over its own text layer; then there is no other text.
  if (scan && underPicture.length > 0.9 * letters) {
    for (const run of underPicture) {
      hidden.delete(run);
      layer.set(run, 'covered');
    }
  }
  return { hidden, layer };
}

/** What is painted over a run later, if anything hides it all. */
function coverOf(run: Run, place: Place, shapes: readonly Shape[]): Shape | undefined {
  for (let i = shapes.length - 1; i >= 0; i -= 1) {
    const shape = shapes[i];
    if (shape === undefined || shape.order < run.order) return undefined;
    if (shape.opaque && covers(shape.box, place)) return shape;
  }
  return undefined;
}

/** Whether a colour is like anything's on the page: only then is it of use to look what is behind the text. */
function blending(shapes: readonly Shape[]): (colour: string | undefined) => boolean {
  const grounds = new Set(['#ffffff', ...shapes.flatMap(({ colour }) => (colour === undefined ? [] : [colour]))]);
  const known = new Map<string, boolean>();
  return (colour) => {
    if (colour === undefined) return false;
    let blends = known.get(colour);
    if (blends === undefined) {
      blends = [...grounds].some((ground) => contrast(colour, ground) < leastContrast);
      known.set(colour, blends);
    }
    return blends;
  };
}

interface Place {
  readonly box: Box;
  readonly size: number;
}

function ownReason(run: Run, { box, size }: Place, page: Box): HiddenReason | 'unpainted' | undefined {
  if (run.layerOff || run.alpha < 0.05) return 'invisible';
  if (size < leastSize) return 'size';
  const middle: Box = [box[0] + 1, box[1], box[2] - 1, box[3]];
  if (area(grow(intersect(middle, page), 2)) === 0) return 'off-page';
  // Text outside its own clip is cut off; a little leeway, since boxes of text are guesses.
  if (area(grow(intersect(box, run.clip), 2)) === 0) return 'covered';
  return run.mode === 3 ? 'unpainted' : undefined;
}

function isUnseenColour(run: Run, { box }: Place, shapes: readonly Shape[]): boolean {
  if (run.colour === undefined) return false;
  const x = (box[0] + box[2]) / 2;
  const y = (box[1] + box[3]) / 2;
  const behind = shapes.findLast(
    (shape) =>
      shape.order < run.order && x > shape.box[0] && x < shape.box[2] && y > shape.box[1] && y < shape.box[3],
  );
  const ground = behind === undefined ? '#ffffff' : behind.colour;
  return ground !== undefined && contrast(run.colour, ground) < leastContrast;
}

function contrast(a: string, b: string): number {
  return colourDistance(hexColour(a.slice(1)), hexColour(b.slice(1)));
}

/** Where a run's letters stand and how high they are, whichever way they are turned. */
function placeOf({ matrix, length }: Run): Place {
  return { box: applyToBox(matrix, [0, 0, length, 0.7]), size: Math.hypot(matrix[2], matrix[3]) };
}

/** All but the edges of the letters. */
function covers(shape: Box, { box }: Place): boolean {
  if (shape[0] >= box[2] || shape[2] <= box[0] || shape[1] >= box[3] || shape[3] <= box[1]) return false;
  return area(intersect(shape, box)) > 0.85 * area(box) && area(box) > 0;
}

/** Whether pictures make up most of the page. */
function isScan(shapes: readonly Shape[], page: Box): boolean {
  const pictures = shapes.filter((shape) => shape.picture);
  return pictures.reduce((sum, shape) => sum + area(intersect(shape.box, page)), 0) > 0.6 * area(page);
}

function hasLetters({ glyphs }: Run): boolean {
  return glyphs.some((glyph) => typeof glyph !== 'number' && /[\p{L}\p{N}]/u.test(glyph.unicode));
}
