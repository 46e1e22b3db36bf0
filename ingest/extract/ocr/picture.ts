import type { Canvas, Image } from '@napi-rs/canvas';
import { toFragments, type RecognisedPage } from './fragments.ts';
import { recognise } from './recognise.ts';

/** Above this a picture is made smaller: letters stay legible, and reading takes no minutes. */
const usefulPixels = 12_000_000;
/** Enough to see which way up a page is. */
const roughPixels = 1_500_000;
/** A picture without letters can take very long; then it is not tried again, turned. Milliseconds of work: a busy machine changes nothing. */
const patience = 5000;

/** What is known about a picture's size before it is read. */
export interface PictureSize {
  /** Points across, so that letters have a size as in other documents. */
  readonly width: number;
  /** How many times as large it is drawn; more for pictures with small letters. */
  readonly enlarge?: number;
}

/**
 * Reads a decoded picture by recognition, also when it lies on its side or upside down.
 * @returns no fragments when there is no text in it.
 * @throws BalieError `document-corrupt` when the recogniser fails.
 */
export async function readPicture(source: Canvas | Image, size: PictureSize): Promise<RecognisedPage> {
  const started = process.cpuUsage();
  const pixels = source.width * source.height;
  const factor = Math.min(size.enlarge ?? 1, Math.sqrt(usefulPixels / pixels));
  const upright = await readTurned(source, factor, 0, size.width);
  if (upright.fragments.length > 0 || workSince(started) > patience) return upright;
  const rough = Math.min(factor, Math.sqrt(roughPixels / pixels));
  let best = { turn: 0, page: upright };
  for (const turn of [1, 3, 2]) {
    const page = await readTurned(source, rough, turn, size.width);
    if (lettersIn(page) > lettersIn(best.page)) best = { turn, page };
  }
  // A few letters are found in any picture, whichever way it is turned.
  if (lettersIn(best.page) < 40) return upright;
  return readTurned(source, factor, best.turn, size.width);
}

function workSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** @param turn quarters, clockwise. */
async function readTurned(
  source: Canvas | Image,
  factor: number,
  turn: number,
  points: number,
): Promise<RecognisedPage> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const width = Math.max(1, Math.round(source.width * factor));
  const height = Math.max(1, Math.round(source.height * factor));
  const lying = turn % 2 === 1;
  const canvas = createCanvas(lying ? height : width, lying ? width : height);
  const context = canvas.getContext('2d');
  // What is transparent shows white, as on paper.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 2);
  context.drawImage(source, -width / 2, -height / 2, width, height);
  const scale = points / width;
  return toFragments(await recognise(await canvas.encode('png')), scale, canvas.height * scale);
}

function lettersIn(page: RecognisedPage): number {
  return page.fragments.reduce((sum, { text }) => sum + text.length, 0);
}
