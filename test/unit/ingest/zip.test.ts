import { describe, expect, it } from 'vitest';
import { expand } from '../../../ingest/read/containers.ts';
import { extractEml } from '../../../ingest/extract/containers/eml.ts';
import { extractZip } from '../../../ingest/extract/containers/zip.ts';
import { makeZip, type ZipEntry } from '../../support/hostile.ts';
import { utf8 } from './bytes.ts';

const unpack = (entries: readonly ZipEntry[]) => extractZip(makeZip(entries), { name: 'a.zip' });
const files = (count: number): ZipEntry[] => Array.from({ length: count }, (_, i) => ({ name: `f${i}.txt` }));

describe('zip', () => {
  it('gives every file in it, and nothing that a program left behind', async () => {
    const inner = makeZip([{ name: 'brief.txt' }]);
    const document = await unpack([
      { name: 'map/', content: utf8(''), mode: 0o040_755 },
      { name: 'map/één brief.txt' },
      { name: '__MACOSX/map/._brief.txt' },
      { name: 'map/.DS_Store' },
      { name: 'Thumbs.db' },
      { name: 'leeg.txt', content: utf8('') },
      { name: 'los.zip', content: inner },
    ]);
    expect(document.attachments?.map(({ name }) => name)).toEqual(['map/één brief.txt', 'los.zip']);
    expect(Buffer.from(document.attachments?.[0]?.bytes ?? []).toString()).toBe('Tekst.');
    expect(document.sections).toEqual([]);
    expect(document.warnings).toEqual(['Lege bestanden in de zip zijn overgeslagen: leeg.txt.']);
  });

  it('says of one without a file in it that it is empty', async () => {
    for (const entries of [[], [{ name: '.DS_Store' }], [{ name: 'map/', content: utf8(''), mode: 0o040_755 }], [{ name: 'a.txt', content: utf8('') }]])
      await expect(unpack(entries)).rejects.toMatchObject({ code: 'document-empty', detail: 'in de zip zit geen bestand met inhoud' });
  });

  it.each([
    ['../a.txt', '../a.txt'],
    ['a/../../b.txt', 'a/../../b.txt'],
    ['/etc/passwd', '/etc/passwd'],
    ['C:/a.txt', 'C:/a.txt'],
    ['..\\a.txt', '..\\a.txt'],
    ['a\u0007.txt', 'a\\u{7}.txt'],
    ['a\u202etxt.exe', 'a\\u{202e}txt.exe'],
    ['map/NUL', 'map/NUL'],
    ['', '(zonder naam)'],
    [`../${'x'.repeat(2_000)}`, `../${'x'.repeat(97)}…`],
  ])('skips the name %j, names it as %j, and reads the rest', async (name, said) => {
    const { attachments, warnings } = await unpack([{ name: 'goed.txt' }, { name }, { name: 'ook goed.txt' }]);
    expect(attachments?.map((file) => file.name)).toEqual(['goed.txt', 'ook goed.txt']);
    expect(warnings).toEqual([
      `Bestanden met een ongeldige naam in de zip zijn overgeslagen: ${said}. Geef ze een gewone naam en lever ze los aan.`,
    ]);
  });

  it('refuses one in which no name is safe, and names five of them', async () => {
    const names = Array.from({ length: 7 }, (_, i) => ({ name: `../${i}.txt` }));
    await expect(unpack(names)).rejects.toMatchObject({ code: 'document-unsafe', detail: expect.stringMatching(/^ongeldige namen: \.\.\/0\.txt, .*4\.txt en nog 2$/) });
  });

  it('reads folders that Windows parts with backslashes, and judges them alike', async () => {
    const { attachments, warnings } = await unpack([
      { name: 'brieven\\', content: utf8('') },
      { name: 'brieven\\2026\\leges.txt' },
      { name: 'brieven\\Thumbs.db' },
      { name: 'brieven\\..\\..\\weg.txt' },
    ]);
    expect(attachments?.map(({ name }) => name)).toEqual(['brieven/2026/leges.txt']);
    expect(warnings).toEqual([expect.stringContaining('overgeslagen: brieven\\..\\..\\weg.txt.')]);
  });

  it('refuses links and devices', async () => {
    for (const mode of [0o120_777, 0o020_644, 0o010_644])
      await expect(unpack([{ name: 'a', content: utf8('/etc/passwd'), mode }])).rejects.toMatchObject({ code: 'document-unsafe' });
  });

  it('refuses entries that share their bytes', async () => {
    await expect(unpack([{ name: 'a.txt' }, { name: 'b.txt', shared: true }])).rejects.toMatchObject({ code: 'document-unsafe' });
  });

  it('refuses an encrypted entry', async () => {
    await expect(unpack([{ name: 'a.txt', flags: 1 }])).rejects.toMatchObject({ code: 'document-encrypted' });
  });

  it('refuses too many entries', async () => {
    expect((await unpack(files(300))).attachments).toHaveLength(300);
    await expect(unpack(files(5_001))).rejects.toMatchObject({ code: 'document-too-large' });
  });

  it('stops a bomb before it fills the memory, whatever size it claims', async () => {
    const bomb = new Uint8Array(40 * 1024 * 1024);
    await expect(unpack([{ name: 'a', content: bomb }])).rejects.toMatchObject({ code: 'document-unsafe' });
    await expect(unpack([{ name: 'a', content: bomb, declared: 10 }])).rejects.toMatchObject({ code: /document-(unsafe|corrupt|too-large)/ });
    // Each by itself stays under the ratio's floor; together they are over the total.
    const slice = { content: new Uint8Array(15 * 1024 * 1024) };
    const many = Array.from({ length: 14 }, (_, i) => ({ name: `f${i}`, ...slice }));
    await expect(unpack(many)).rejects.toMatchObject({ code: 'document-too-large' });
  });

  it('comes apart layer by layer, each file under its container', async () => {
    const mail = utf8(`From: a@b.example\r\nSubject: a\r\nContent-Type: application/zip; name="in.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(makeZip(files(1))).toString('base64')}`);
    const outer = expand(await unpack([{ name: 'post/brief.eml', content: mail }]), 'dossier.zip', 0);
    const message = outer.sources[0];
    expect(message?.sourceId).toBe('dossier.zip/post/brief.eml');
    const middle = expand(await extractEml(message?.bytes ?? mail, { name: message?.name ?? '' }), message?.sourceId ?? '', 1, outer.spent);
    const archive = middle.sources[0];
    expect(archive?.sourceId).toBe('dossier.zip/post/brief.eml/in.zip');
    const inner = expand(await extractZip(archive?.bytes ?? mail, { name: 'in.zip' }), archive?.sourceId ?? '', 2, middle.spent);
    expect(inner.sources.map(({ sourceId }) => sourceId)).toEqual(['dossier.zip/post/brief.eml/in.zip/f0.txt']);
    expect(inner.spent.files).toBe(3);
  });

  it('says of half a zip that it is broken', async () => {
    const whole = makeZip(files(3));
    await expect(extractZip(whole.subarray(0, whole.length - 30), { name: 'a.zip' })).rejects.toMatchObject({ code: 'document-corrupt' });
    await expect(extractZip(utf8('PK\u0003\u0004 niets'), { name: 'a.zip' })).rejects.toMatchObject({ code: 'document-corrupt' });
  });
});
