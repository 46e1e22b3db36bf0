import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../ingest/read/metadata.ts';

describe('readMetadata', () => {
  it('takes the keys that it knows, whatever their case, the last source first', () => {
    const front = { Title: 'Paspoort', OWNER: 'Team A', tags: ['x'], validFrom: '2026-01-01', url: '' };
    expect(readMetadata(front, { owner: 'Team B', reviewBy: '2026-12-31', url: 'https://a.example/p' })).toEqual({
      title: 'Paspoort',
      owner: 'Team B',
      validFrom: '2026-01-01',
      reviewBy: '2026-12-31',
      url: 'https://a.example/p',
    });
  });

  it.each([
    [{ validFrom: '1 januari 2026' }, 'validFrom moet een bestaande datum zijn'],
    [{ validUntil: '2026-02-30' }, 'validUntil moet een bestaande datum zijn'],
    [{ reviewBy: 2026 }, 'reviewBy moet een bestaande datum zijn'],
    [{ validFrom: '0000-01-01' }, 'validFrom moet in het jaar 1000 of later vallen'],
    [{ title: 'a\u202eb' }, 'title mag geen besturingstekens of onzichtbare tekens bevatten'],
    [{ validFrom: '2026-02-01', validUntil: '2026-01-31' }, 'validUntil moet op of na validFrom vallen'],
    [{ url: 'javascript:alert(1)' }, 'url moet een http- of https-adres zijn'],
    [{ url: '/paspoort' }, 'url moet een http- of https-adres zijn'],
    [{ title: ['a'] }, 'title moet tekst zijn'],
    [{ title: '   ' }, 'title mag niet leeg zijn'],
    [{ owner: 'x'.repeat(501) }, 'owner mag hoogstens 500 tekens hebben'],
  ])('refuses %j', (source, detail) => {
    expect(() => readMetadata(source)).toThrow(
      expect.objectContaining({ code: 'document-metadata-invalid', detail: expect.stringContaining(detail) }),
    );
  });

  it('names all faults at once', () => {
    expect(() => readMetadata({ validFrom: 'x', url: 'y' })).toThrow(
      expect.objectContaining({ detail: expect.stringMatching(/url .*; validFrom |validFrom .*; url /) }),
    );
  });
});

it.each([
  ['validUtil', 'validUntil'],
  ['valdiFrom', 'validFrom'],
  ['titel', 'title'],
  ['owners', 'owner'],
])('takes %s for a slip of the pen, and asks about %s', (wrong, right) => {
  const read = () => readMetadata({ title: 'Leges', [wrong]: '2026-01-01' });
  expect(read).toThrow(`${wrong} is onbekend; bedoelt u ${right}?`);
});

it.each(['layout', 'date', 'tags', 'uri', 'other', 'valid'])('leaves %s alone', (name) => {
  expect(readMetadata({ title: 'Leges', [name]: 'x' })).toEqual({ title: 'Leges' });
});
