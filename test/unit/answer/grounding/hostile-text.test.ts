import { expect, test } from 'vitest';
import { passage } from '../../../support/passages.ts';
import { judged } from './gate-of.ts';

const LENGTH = 60_000;
const pieces = ['a', '€ ', '1', '1.', '[', '[1', '](', '<', '<a', '**', '`', '|', '-', 'niet ', 'en ', 'per ', '0 ', 'a@', 'www.', '\n', '\n- ', '(', '?', '! ', '\u0301', '😀', 'een ', 'eenen', 'honderd', 'tot en met ', 'maandag tot ', '14 ', '1-1-', ': ', '; a: b', 'u krijgt ', 'u hoeft '];

/** Nothing here looks at the clock: an expression that explodes does not come back before the test's own end. */
test.each(pieces)('%j over and over is read by the gate, as answer and as source', (piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  const plain = [passage()];
  expect(judged(plain, text).shown.length).toBeLessThan(LENGTH);
  expect(judged([passage({ text: text.slice(0, 8_000), title: text.slice(0, 200) })], 'Een paspoort kost € 83,90.').shown).toBe('');
});
