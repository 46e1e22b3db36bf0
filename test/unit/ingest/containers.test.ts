import { describe, expect, it } from 'vitest';
import { expand } from '../../../ingest/read/containers.ts';
import { isClutter, safeName, safePath } from '../../../ingest/extract/containers/names.ts';
import { utf8 } from './bytes.ts';
import { cpuMs } from '../../support/cpu.ts';

const file = (name: string, size = 1) => ({ name, bytes: new Uint8Array(size) });

describe('expand', () => {
  it('makes each attachment a source of its own, with a name of its own', () => {
    const attachments = [file('a/Brief.pdf'), file('a/brief.pdf'), file('a/brief.pdf'), file('b'), file('b'), file('.x')];
    const { sources, warnings, spent } = expand({ attachments }, 'mail/post.eml', 0);
    expect(sources.map(({ sourceId, name }) => [sourceId, name])).toEqual([
      ['mail/post.eml/a/Brief.pdf', 'Brief.pdf'],
      ['mail/post.eml/a/brief (2).pdf', 'brief (2).pdf'],
      ['mail/post.eml/a/brief (3).pdf', 'brief (3).pdf'],
      ['mail/post.eml/b', 'b'],
      ['mail/post.eml/b (2)', 'b (2)'],
      ['mail/post.eml/.x', '.x'],
    ]);
    expect(warnings).toEqual([]);
    expect(spent).toEqual({ files: 6, bytes: 6 });
  });

  it('passes on what the container said about the type', () => {
    const attachments = [{ name: 'a', bytes: utf8('x'), contentType: 'text/plain' }];
    expect(expand({ attachments }, 's', 1).sources).toEqual([
      { sourceId: 's/a', name: 'a', bytes: utf8('x'), contentType: 'text/plain' },
    ]);
    expect(expand({}, 's', 9)).toEqual({ sources: [], warnings: [], spent: { files: 0, bytes: 0 } });
  });

  it('stops at a depth of three and says so', () => {
    expect(expand({ attachments: [file('a')] }, 's', 2).sources).toHaveLength(1);
    const { sources, warnings } = expand({ attachments: [file('a')] }, 's', 3);
    expect(sources).toEqual([]);
    expect(warnings[0]).toMatch(/1 bestand is in s niet gelezen|1 bestand is/);
  });

  it('stops when the whole gets too large, over all containers inside one', () => {
    const many = Array.from({ length: 5_001 }, (_, i) => file(`f${i}`));
    expect(expand({ attachments: many }, 's', 0).sources).toHaveLength(5_000);
    const { sources, warnings } = expand({ attachments: many }, 's', 1, { files: 4_999, bytes: 0 });
    expect(sources).toHaveLength(1);
    expect(warnings[0]).toContain('5000 bestanden zijn');
    expect(expand({ attachments: [file('a', 10)] }, 's', 1, { files: 0, bytes: 400 * 1024 * 1024 }).sources).toEqual([]);
  });

  it('numbers thousands of files of one name in time', async () => {
    let ids: string[] = [];
    const ms = await cpuMs(() => (ids = expand({ attachments: Array.from({ length: 5_000 }, () => file('a.pdf')) }, 's', 0).sources.map(({ sourceId }) => sourceId)));
    expect(new Set(ids).size).toBe(5_000);
    expect(ms).toBeLessThan(2_000);
  });
});

describe('names', () => {
  it.each([
    ['map/brief.pdf', 'map/brief.pdf'],
    ['map\\brief.pdf', 'map/brief.pdf'],
    ['./a//b.txt', 'a/b.txt'],
    ['e\u0301en.txt', '\u00e9en.txt'],
    ['../a', undefined],
    ['a/../../b', undefined],
    ['..\\a', undefined],
    ['/etc/passwd', undefined],
    ['\\\\server\\a', undefined],
    ['C:\\a', undefined],
    ['a\u0000.pdf', undefined],
    ['fdp.\u202etxt', undefined],
    ['map/NUL.txt', undefined],
    ['', undefined],
  ])('makes of the path %j %j', (raw, safe) => expect(safePath(raw)).toBe(safe));

  it.each([
    ['../../etc/passwd', 'etc passwd'],
    ['a\r\nb.pdf', 'ab.pdf'],
    ['x\u202efdp.exe', 'xfdp.exe'],
    [undefined, 'bijlage'],
    ['..', 'bijlage'],
    ['CON.txt', 'bijlage'],
    ['RE: Vraag?', 'RE Vraag'],
  ])('makes of the name %j %j', (raw, safe) => expect(safeName(raw, 'bijlage')).toBe(safe));

  it('shortens a name and keeps its extension', () => {
    expect(safeName(`${'😀'.repeat(200)}.pdf`, 'x')).toMatch(/\.pdf$/);
    expect(safeName(`${'a'.repeat(900)}.pdf`, 'x')).toHaveLength(150);
  });

  it.each(['__MACOSX/._a.pdf', '.DS_Store', 'map/Thumbs.db', '.git/config', '~$brief.docx'])('leaves out %s', (path) =>
    expect(isClutter(path)).toBe(true),
  );
  it.each(['brief.pdf', 'map.1/brief.pdf'])('keeps %s', (path) => expect(isClutter(path)).toBe(false));
});
