import { describe, expect, it } from 'vitest';
import type { ExtractedDocument } from '../../../ingest/extract/types.ts';
import { splitIntoPassages } from '../../../ingest/passages/split.ts';
import { assessQuality } from '../../../ingest/quality/assess.ts';
import { textDigest } from '../../../ingest/quality/digest.ts';
import { nearKeys, nearShare } from '../../../ingest/quality/near.ts';
import { garbledShare } from '../../../ingest/quality/garbled.ts';
import { languageOf } from '../../../ingest/quality/language.ts';
import { read } from './bytes.ts';

const dutch =
  'Het college van burgemeester en wethouders beslist binnen acht weken op een aanvraag om een gehandicaptenparkeerplaats. ' +
  'De aanvrager betaalt leges volgens de tarieventabel. Wie het niet eens is met de beslissing, maakt binnen zes weken bezwaar. ' +
  'Eén keer per jaar wordt geëvalueerd of de coöperatie de reële kosten dekt.';
const english =
  'The municipality decides on your application within eight weeks. You pay the fees listed in the schedule of charges. ' +
  'If you disagree with the decision you can lodge an objection within six weeks of the date of the letter.';
const passages = (...texts: string[]) => texts.map((text) => ({ headings: ['Kop'], text }));
const assess = (text: string, more: Partial<ExtractedDocument> = {}) => assessQuality(more, passages(text));

describe('garbledShare', () => {
  it.each([
    dutch,
    english,
    'Die Gemeindeverwaltung hat beschlossen, dass Rechtsschutzversicherung und Straßenverkehrsordnung gelten.',
    'La commune a décidé que vous pouvez demander un nouveau passeport; aujourd’hui les frais s’élèvent à 86 €.',
    'Wszystkie przedsiębiorstwa muszą przestrzegać rozporządzenia. Szczegółowe informacje można znaleźć w urzędzie.',
    'Çöp toplama ile ilgili yönetmelik değiştirildi ve bütün işyerleri buna uymak zorundadır.',
    'قررت البلدية أنه يمكنك التقدم بطلب للحصول على جواز سفر جديد.',
    'Z-2026/00123 BWBR0005537 NL12RABO0123456789 1011AB 1.2.1 16u00 2e A4 m2 CO2 app2app 50km jan@a.example Awb Wkpb PvdD lhbti VNG kWh',
    'Nr.: 1.2.1; Dienst: Paspoort; Tarief: € 86,20\n1 | 2 | 3 | 4 | 5,00 | -12 %\na. b. c. d.',
    'SÃO PAULO en ÅLAND; angstschreeuw, zichtvlak, fysiotherapie, taxibusje, Azure',
  ])('lets %j pass', (text) => expect(garbledShare([text])).toMatchObject({ share: 0, misread: 0 }));

  it.each([
    ['UTF-8 as windows-1252', new TextDecoder('windows-1252').decode(new TextEncoder().encode('Eén ‘reële’ coöperatie: € 3')), 0.7],
    ['a shifted font map', 'RYHUKHLG PDDNW ELQQHQ DFKW ZHNHQ HHQ EHVOLVVLQJ JHKDQGLFDSWHQSDUNHHUSODDWV', 0.3],
    ['letters apart', 'H e t c o l l e g e v a n b u r g e m e e s t e r', 1],
    ['letters lost', 'B•zwaar mak•n binn•n z•s w•k•n na d• b•slissing', 0.6],
    ['a bad scan', 'g3meente verg0eding be5lissing', 1],
    ['characters that stand for nothing', 'ge\ue001te ge\ufffdlte', 1],
  ])('sees %s', (_, text, least) => {
    const { share, examples } = garbledShare([text]);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(['a', 'a ', 'Ã', 'Ã© ', 'a1', 'bcd ', 'b•', '/', '. '])('is done in linear time with a megabyte of %j', (piece) => {
    expect(garbledShare([piece.repeat(1_000_000 / piece.length)]).examples.length).toBeLessThanOrEqual(5);
    // Anything more than linear takes hours.
  }, 120_000);
});

describe('assessQuality', () => {
  it('has nothing to say about a good document', async () => {
    const report = await assess(dutch, { pages: 1 });
    expect(report).toMatchObject({
      pages: 1, silentPages: [], garbled: { share: 0, examples: [] }, language: { code: 'nl' },
      hidden: { count: 0, characters: 0, reasons: [] }, characters: dutch.length, passages: 1, warnings: [],
    });
    expect(report).not.toHaveProperty('ocr');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('counts pages that were read from a picture, and warns of those that are doubtful', async () => {
    const report = await assess(dutch, { pages: 9, silentPages: [2, 5, 6, 7], ocr: [{ page: 1, confidence: 0.95 }, { page: 3, confidence: 0.55 }] });
    expect(report.ocr).toEqual({ pages: 2, confidence: 0.75, lowest: 0.55 });
    expect(report.warnings).toEqual([
      'Pagina’s 2, 5–7 zijn zonder leesbare tekst. Lever een scherpere scan of de tekst zelf aan als daar iets staat.',
      'Pagina 3 is van een scan gelezen met veel twijfel. Vergelijk de tekst met het origineel, of lever een scherpere scan aan.',
    ]);
  });

  it('has nothing to warn of in a scan that came through well, and says that it was one', async () => {
    const scan = (...confidences: number[]) => assess(dutch, { pages: confidences.length, ocr: confidences.map((confidence, i) => ({ page: i + 1, confidence })) });
    expect(await scan(0.94)).toMatchObject({ ocr: { pages: 1, confidence: 0.94 }, warnings: [] });
    // A page that is less sure, between others, is no reason to look.
    expect((await scan(0.95, 0.7)).warnings).toEqual([]);
    expect((await scan(0.95, 0.95, 0.59)).warnings).toEqual([expect.stringContaining('Pagina 3 is van een scan gelezen met veel twijfel')]);
    expect((await scan(0.78, 0.81)).warnings).toEqual([expect.stringContaining('Pagina 1 is van een scan gelezen met veel twijfel')]);
  });

  it('names the language, and says what another one means', async () => {
    const report = await assess(english);
    expect(report.language).toMatchObject({ code: 'en', confidence: expect.any(Number) });
    expect(report.warnings[0]).toContain('Engels');
    expect(await assess('Te kort.')).not.toHaveProperty('language');
    expect(await assess('1,00 2,00 3,00 '.repeat(100))).not.toHaveProperty('language');
  });

  it('warns of text that nobody can read, of hidden text and of too little', async () => {
    const wrong = await assess(new TextDecoder('windows-1252').decode(new TextEncoder().encode(dutch)));
    expect(wrong.warnings[0]).toMatch(/^\d woorden hebben verkeerde tekens, zoals “.*UTF-8/);
    const lost = await assess(dutch.replaceAll('e', '•'));
    expect(lost.warnings.some((warning) => /onleesbaar, zoals “/.test(warning))).toBe(true);
    const hidden = [{ reason: 'colour' as const, text: 'x'.repeat(1_234) }];
    expect((await assess(dutch, { hidden })).warnings).toEqual([expect.stringContaining('(1 stuk, 1.234 tekens)')]);
    expect((await assess(dutch, { pages: 40 })).warnings).toEqual([expect.stringContaining('weinig tekst voor 40 pagina’s')]);
  });
});

describe('textDigest', () => {
  const words = `${dutch} ${english}`;

  it('is the same for the same text in another format, case and size', async () => {
    const digest = async (text: string, name: string, sizes = {}) => textDigest(splitIntoPassages((await read(text, name)).sections, sizes));
    const markdown = await digest(`## Kosten\n\n${words}\n\nNodig:\n\n1. een pasfoto\n2. uw paspoort`, 'a.md');
    const html = `<h2>KOSTEN</h2><p>${words.replaceAll(' ', '  ')}</p><p>Nodig:</p><ul><li>een pasfoto</li><li>uw paspoort.</li></ul>`;
    expect(await digest(`<!doctype html><body>${html}`, 'a.html')).toBe(markdown);
    expect(await digest(`<!doctype html><body>${html}`, 'a.html', { target: 100, max: 200 })).toBe(markdown);
    expect(await digest(`## Kosten\n\n${words} Nodig`, 'a.md')).not.toBe(markdown);
    expect(textDigest(passages('--- …')) === undefined || textDigest([]) === undefined).toBe(true);
    expect(markdown).toMatch(/^[\da-f]{64}$/);
  });

  it('does not change when a cut list says again what it is about', () => {
    const list = `Hieronder wordt verstaan:\n${Array.from({ length: 40 }, (_, i) => `- het begrip met nummer ${i}`).join('\n')}`;
    const cut = (max: number) => splitIntoPassages([{ headings: ['Artikel 1'], text: list }], { target: max, max });
    expect(cut(300).some(({ text }) => text.includes('[…]'))).toBe(true);
    expect(textDigest(cut(300))).toBe(textDigest(cut(1_800)));
  });
});

describe('nearKeys', () => {
  const article = (n: number): string => `Artikel ${n}. ${dutch.split(' ').map((word, at) => (at % 3 === 0 ? `${word}${'abcdefgh'.charAt(n % 8)}${'uvwxyz'.charAt(n % 6)}` : word)).join(' ')}`;
  const long = Array.from({ length: 24 }, (_, n) => article(n)).join('\n\n');
  const share = (one: string, other: string): number => nearShare(nearKeys(passages(one)) ?? [], nearKeys(passages(other)) ?? []);

  it('are the same for another year, much the same for an edited text, and others for another text', () => {
    expect(share(long.replaceAll('Artikel', 'Artikel 2025'), long.replaceAll('Artikel', 'Artikel 2026'))).toBe(1);
    expect(share(long, long.replaceAll('zes weken', 'zeven weken'))).toBeGreaterThan(0.5);
    expect(share(long, long.split('\n\n').slice(3).join('\n\n'))).toBeGreaterThan(0.5);
    expect(share(long, Array.from({ length: 24 }, (_, n) => english.split(' ').map((word) => word + n).join(' ')).join(' '))).toBeLessThan(0.1);
  });

  it('are at most 64, short, in each report, and absent for a few words', async () => {
    const keys = nearKeys(passages(long)) ?? [];
    expect(keys.length).toBeGreaterThan(32);
    expect(keys.length).toBeLessThanOrEqual(64);
    for (const key of keys) expect(key).toMatch(/^[0-9a-z]{1,8}$/);
    expect((await assess(long)).near).toEqual(keys);
    expect(await assess('te kort')).not.toHaveProperty('near');
    expect(nearShare([], keys)).toBe(0);
  });
});

describe('languageOf', () => {
  it.each([
    ['fy', 'De gemeente hat in nije regeling foar de ôffalynsammeling fêststeld. Ynwenners kinne harren âld papier op sneon bringe nei it doarpshûs.'],
    ['fy', 'Jo moatte binnen fjouwer wiken nei de berte oanjefte dwaan by de gemeente. Nim jo legitimaasje mei. It kin ek oer ynternet mei DigiD.'],
    ['nl', 'Inwoners van Friesland kunnen subsidie krijgen voor isolatie. De regeling geldt voor woningen in Leeuwarden, Sneek en Drachten.'],
    ['en', 'Household waste is collected every other Tuesday. Please put your container by the road before half past seven in the morning.'],
    ['de', 'Wer in die Gemeinde umzieht, muss sich innerhalb von fünf Tagen anmelden. Dafür brauchen Sie einen gültigen Ausweis und den Mietvertrag.'],
    ['tr', 'Belediyeye taşındıktan sonra beş gün içinde adresinizi bildirmeniz gerekir. Bunun için kimliğiniz ve kira sözleşmeniz gereklidir.'],
    ['pl', 'Po przeprowadzce do gminy należy w ciągu pięciu dni zgłosić zmianę adresu. Potrzebny jest ważny dowód tożsamości oraz umowa najmu.'],
    ['ar', 'يمكنك التقدم بطلب للحصول على جواز سفر في مبنى البلدية. يجب عليك أولاً تحديد موعد. يرجى إحضار صورة شخصية حديثة وجواز سفرك القديم.'],
    ['uk', 'Після переїзду до громади необхідно протягом п’яти днів повідомити свою нову адресу. Потрібне дійсне посвідчення особи та договір оренди.'],
    [undefined, 'Nr.: 1.2.1; Dienst: Paspoort; Tarief: € 86,20\nNr.: 1.2.2; Dienst: Identiteitskaart; Tarief: € 70,35\nNr.: 1.2.3; Dienst: Rijbewijs; Tarief: € 48,10\nNr.: 1.2.4; Dienst: Uittreksel'],
    [undefined, 'Leeuwarden Sneek Drachten Heerenveen Harlingen Franeker Dokkum Joure Lemmer Bolsward Workum Stavoren Makkum Gorredijk Oosterwolde Wolvega Burgum'],
    [undefined, 'Jansen, P. Vries, K. Bakker, J. Visser, M. Smit, T. Mulder, B. Bos, H. Vos, R. Peters, L. Hendriks, S. Dekker, W. Brouwer, D. Dijkstra, A. Meijer, C. Schouten, E. Hoekstra, G.'],
    [undefined, 'ABC-001 XK12 PLT-99 RWS KPN NS DUO UWV SVB CAK CJIB RDW IND BRP BAG WOZ BGT BRK NHR '.repeat(6)],
  ])('says %s of %j', async (code, text) => {
    expect(languageOf([text])?.code).toBe(code);
  });
});
