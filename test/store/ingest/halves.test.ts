import { describe, expect, it } from 'vitest';
import { at, ingest, put, setUpFolder } from './set-up.ts';

setUpFolder(['open']);

const html = (heading: string, hidden: string) =>
  `<html lang="nl"><title>Afval wegbrengen</title><body><h1>Afval wegbrengen</h1><p>Breng uw afval naar de milieustraat.</p><h2>${heading}</h2><p>Open op zaterdag.</p><p hidden>${hidden}</p></body></html>`;

describe('a sign of two halves where a text is cut', () => {
  it.each([
    ['in what a page hides', html('Open', `${'a'.repeat(299)}😀`), { place: 'Open', text: 'a'.repeat(299) }],
    ['in the heading above it', html(`${'a'.repeat(199)}😀`, 'Verborgen.'), { place: 'a'.repeat(199), text: 'Verborgen.' }],
  ])('%s keeps no page from being read', async (_, page, kept) => {
    await put({ 'a.html': page });
    expect(await ingest()).toMatchObject({ new: 1, failed: [] });
    expect(await at.db.query(`SELECT quality #> '{hiddenText,0}' AS hidden FROM documents`)).toMatchObject([{ hidden: kept }]);
  });
});
