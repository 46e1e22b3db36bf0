import { describe, expect, test } from 'vitest';
import { readMetadata } from '../../../ingest/read/metadata.ts';
import type { InvalidInput } from '../../../src/http/faults.ts';
import { checkMetadata as checkPushed, MetadataChange } from '../../../src/http/contracts/metadata-contract.ts';
import { actionsIn, checkMetadata, METADATA_FIELDS } from '../../../src/knowledge/metadata-rules.ts';

/** Fields at fault by each way in: the pages and the command line, a document's own metadata, a delivery, a correction by a program. */
function faultsOf(given: Record<string, unknown>): Record<string, string[]> {
  const checked = checkMetadata(given);
  const own = () => {
    try {
      readMetadata(given);
      return [];
    } catch (error) {
      return ((error as { detail: string }).detail ?? '').split('; ').map((fault) => fault.split(' ')[0] ?? '');
    }
  };
  const pushed = () => {
    try {
      checkPushed(given);
      return [];
    } catch (error) {
      return (error as InvalidInput).params.map(({ name }) => name.replace('metadata.', ''));
    }
  };
  return {
    rules: 'faults' in checked ? checked.faults.map(({ name }) => name) : [],
    own: own(),
    pushed: pushed(),
    changed: (MetadataChange.safeParse(given).error?.issues ?? []).map(({ path }) => path.join('.')),
  };
}
const everywhere = (names: string[]) => ({ rules: names, own: names, pushed: names, changed: names });

describe('one rule for each field, whichever way it comes', () => {
  test.each([
    { title: 'a\u0007b' }, { title: 'factuur\u202egpj.exe' }, { owner: 'Team\u2066 A' }, { owner: 'a\u200bb' }, { title: 'a\u00adb' }, { title: 'a\u200db' }, { title: '\u200d' }, { title: 'a\ufe0fb' },
    { title: 'a\u{e0041}\u{e007f}' }, { title: 'een\u2028twee' }, { title: 'half \ud800' }, { title: 'a\nb' }, { title: '\u3164' },
    { url: 'https://a.example/een twee' }, { url: 'https://a.example/\u202e' }, { url: 'https:a.example' }, { url: 'ftp://a.example' },
    { validFrom: '0000-01-01' }, { validUntil: '0999-12-31' }, { reviewBy: '10000-01-01' }, { reviewBy: '2026-02-29' }, { reviewBy: 20_260_131 }, { validFrom: 'infinity' },
    { actions: 'Aanvragen' }, { actions: 'Aanvragen | javascript:alert(1)' }, { actions: '| https://a.example' }, { actions: [{ label: 'Aanvragen', url: 'ftp://a.example' }] }, { actions: [{ label: 'Aan | vragen', url: 'https://a.example' }] },
    { actions: [{ label: 'Gemeente', url: 'https://www.gemeente.example@kwaad.example/' }] }, { actions: Array.from({ length: 7 }, () => ({ label: 'Aanvragen', url: 'https://a.example' })) }, { actions: [] }, { actions: [{ label: 'x'.repeat(81), url: 'https://a.example' }] }, { actions: 5 },
    { actions: 'a\u202eb | https://a.example' },
  ])('refuses %j', (given) => {
    expect(faultsOf(given)).toEqual(everywhere(Object.keys(given)));
  });

  test.each([
    { title: 'Wat kost ’n paspoort? – 50% korting' }, { title: 'می\u200cروم' }, { title: 'क्\u200dष' }, { title: 'Werk \u{1f469}\u200d\u{1f4bb} \u2764\ufe0f 1\ufe0f\u20e3' }, { owner: 'Team\u00a0Burgerzaken' },
    { url: 'https://é.example/ü?a=b#c' }, { url: 'HTTP://A.example' }, { validFrom: '1000-01-01', validUntil: '9999-12-31' }, { reviewBy: '2028-02-29' },
  ])('takes %j', (given) => {
    expect(faultsOf(given)).toEqual(everywhere([]));
    expect(readMetadata(given)).toEqual(given);
  });

  test('takes actions as a list or as lines, and keeps them as lines', () => {
    const list = [{ label: 'Paspoort aanvragen', url: 'https://a.example/?a=1|2' }, { label: 'Afspraak', url: 'https://b.example/' }];
    const lines = 'Paspoort aanvragen | https://a.example/?a=1|2\nAfspraak | https://b.example/';
    expect(readMetadata({ actions: list })).toEqual({ actions: lines });
    expect(checkPushed({ actions: ' Paspoort aanvragen|https://a.example/?a=1|2\r\n\n Afspraak | https://b.example/ ' })).toEqual({ actions: lines });
    expect(actionsIn(lines)).toEqual(list);
    expect(actionsIn(null)).toEqual([]);
  });

  test('knows the same fields everywhere', () => {
    expect(Object.keys(MetadataChange.shape)).toEqual([...METADATA_FIELDS]);
  });
});
