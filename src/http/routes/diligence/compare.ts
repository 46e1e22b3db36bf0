import type { Context, Hono } from 'hono';
import { dateWords, dutchDay, momentWords } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import type { DiligenceReport } from '../../../factsheet/diligence/report.ts';
import { checkAnswer } from '../../../factsheet/statements/check.ts';
import { comparePage, OUTPUTS } from '../../../web/pages/diligence/compare.ts';
import { comparisonFile } from '../../../web/pages/diligence/file.ts';
import { COMPARE_PATH, OTHERS_PATH, UPLOAD_PATH } from '../../../web/pages/diligence/paths.ts';
import type { ComparedSide, CompareView } from '../../../web/pages/diligence/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { DiligenceDeskDeps } from '../../diligence-desk-deps.ts';
import type { AppEnv } from '../../env.ts';
import { toFault } from '../../faults.ts';
import { numberIn } from '../../input.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';
import { beforeUpload, readUpload } from './upload.ts';

const MAX_REPORT_BYTES = 2 * 1024 * 1024;
const LISTED = 50;
const NOW = 'nu';
const NAME = { id: 'naam', of: 'desk', label: '', help: '', example: '', answeredBy: '', kind: 'text', max: 100, isRequired: false, group: 'verantwoord' } as const;
const TOLD: Readonly<Record<string, string>> = { bewaard: 'Het rapport is bewaard.', weg: 'Het rapport is weggehaald.' };

interface Side {
  readonly report: DiligenceReport;
  readonly side: ComparedSide;
}

/** Two reports side by side: of this desk, of another, or of two moments. Works without JavaScript. */
export function compareRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, diligence }: AppDeps, places: UploadPlaces): void {
  access.declare('GET', COMPARE_PATH, 'factsheet');
  app.get(COMPARE_PATH, async (c) => {
    const wish = wishIn(c);
    const shown = wish.right === '' ? undefined : { ...(await bothOf(wish)), isUploaded: false };
    return c.html(comparePage({ ...(await view(c)), ...wish, ...(shown && { shown }), told: TOLD[c.req.query('melding') ?? ''] }));
  });

  for (const format of ['pdf', 'html'] as const) {
    access.declare('GET', `${COMPARE_PATH}/vergelijking.${format}`, 'factsheet');
    app.get(`${COMPARE_PATH}/vergelijking.${format}`, async (c) => {
      const wish = wishIn(c);
      return asFile(c, format, await bothOf(wish), wish.onlyDifferences);
    });
  }

  access.declare('POST', UPLOAD_PATH, 'factsheet');
  app.post(UPLOAD_PATH, beforeUpload, async (c) => {
    const { fields, file } = await readUpload(c.req.raw, { places, holder: c.get('key').id, fileBytes: MAX_REPORT_BYTES });
    const onlyDifferences = fields.get('alleen') === 'verschillen';
    const refused = async (faults: Readonly<Record<string, string>>) => c.html(comparePage({ ...(await view(c)), left: NOW, right: '', onlyDifferences, faults }), 400);
    const name = checkAnswer(NAME, fields.get('naam') ?? '');
    if ('fault' in name) return refused({ naam: name.fault });
    if (file === undefined) return refused({ bestand: 'is nodig: kies het JSON-bestand van een doorlichting' });
    const json = file.bytes.toString('utf8');
    let given: ReturnType<DiligenceDeskDeps['read']>;
    try {
      given = diligence.read(json);
    } catch (error) {
      const { code, detail } = toFault(error);
      if (code !== 'diligence-report-malformed') throw error;
      return refused({ bestand: `is geen rapport van een doorlichting: ${detail}` });
    }
    if (typeof name.answer === 'string') {
      const id = await diligence.others.keep({ name: name.answer, file: json, byPerson: c.get('key').id });
      return c.redirect(`${COMPARE_PATH}?${new URLSearchParams({ links: NOW, rechts: `ander-${id}`, melding: 'bewaard', ...(onlyDifferences && { alleen: 'verschillen' }) }).toString()}`, 303);
    }
    const both = compared(await ofNow(), ofOther(given));
    const output = OUTPUTS.find(([value]) => value === fields.get('vorm'))?.[0] ?? 'pagina';
    if (output !== 'pagina') return asFile(c, output, both, onlyDifferences);
    return c.html(comparePage({ ...(await view(c)), left: NOW, right: '', onlyDifferences, shown: { ...both, isUploaded: true } }));
  });

  access.declare('POST', `${OTHERS_PATH}/:other/weghalen`, 'factsheet');
  app.post(`${OTHERS_PATH}/:other/weghalen`, async (c) => {
    const id = numberIn(c.req.param('other'));
    if (id === undefined || !(await diligence.others.remove(id, c.get('key').id))) throw new BalieError('not-found');
    return c.redirect(`${COMPARE_PATH}?melding=weg`, 303);
  });

  async function view(c: Context<AppEnv>): Promise<Omit<CompareView, 'left' | 'right' | 'onlyDifferences'>> {
    const [snapshots, kept] = await Promise.all([diligence.snapshots.list(LISTED), diligence.others.list()]);
    const choices = [
      [NOW, 'Deze balie, zoals het nu is'],
      ...snapshots.map(({ number, at }) => [String(number), `Deze balie, nummer ${number} van ${momentWords(at)}`] as const),
      ...kept.map(({ id, name }) => [`ander-${id}`, name] as const),
    ] as const;
    return { municipality, editor: editorOf(c), choices, kept, faults: {} };
  }

  const bothOf = async ({ left, right }: { readonly left: string; readonly right: string }) => compared(await sideOf(left), await sideOf(right));

  function compared(left: Side, right: Side) {
    // Two by one name could not be told apart.
    const sides = left.side.name === right.side.name ? { left: { ...left.side, name: `${left.side.name} (links)` }, right: { ...right.side, name: `${right.side.name} (rechts)` } } : { left: left.side, right: right.side };
    return { comparison: diligence.compare(left.report, right.report), sides };
  }

  /** @throws BalieError `not-found`. */
  async function sideOf(wish: string): Promise<Side> {
    if (wish === NOW) return ofNow();
    const other = numberIn(/^ander-(?<id>\d+)$/.exec(wish)?.groups?.['id']);
    if (other !== undefined) {
      const kept = await diligence.others.find(other);
      if (kept === undefined) throw new BalieError('not-found');
      return ofOther(diligence.read(kept.file), kept.name);
    }
    const number = numberIn(wish);
    const snapshot = number === undefined ? undefined : await diligence.snapshots.find(number);
    const shown = snapshot && diligence.shown(snapshot);
    if (snapshot === undefined || shown === undefined) throw new BalieError('not-found');
    return { report: shown.report, side: { name: `Nummer ${snapshot.number}`, about: [`Vastgesteld op ${momentWords(snapshot.at)}.`, versionWords(shown.report)] } };
  }

  async function ofNow(): Promise<Side> {
    const report = await diligence.report();
    return { report, side: { name: 'Deze balie nu', about: [`${report.desk.organisation}, op ${momentWords(new Date(report.madeAt))}.`, versionWords(report)] } };
  }

  async function asFile(c: Context<AppEnv>, format: 'html' | 'pdf', { comparison, sides }: ReturnType<typeof compared>, onlyDifferences: boolean): Promise<Response> {
    const body = format === 'html' ? String(await comparisonFile(comparison, sides, onlyDifferences)) : new Uint8Array(await diligence.comparisonPdf(comparison, sides, onlyDifferences));
    return c.body(body, 200, { 'Content-Type': format === 'html' ? 'text/html; charset=UTF-8' : 'application/pdf', 'Content-Disposition': `attachment; filename="vergelijking.${format}"` });
  }
}

function ofOther({ report, signed }: ReturnType<DiligenceDeskDeps['read']>, name?: string): Side {
  const { organisation } = report.desk;
  return { report, side: { name: name ?? organisation, about: [`${organisation}, gemaakt op ${dateWords(dutchDay(new Date(report.madeAt)))}.`, versionWords(report), signatureWords(signed)] } };
}

const versionWords = ({ desk: { version }, kaderVersion }: DiligenceReport) => `Balie ${version}, ${kaderVersion}.`;

/** Who signed, as far as that can be known: whose key it is, only they can say. */
function signatureWords(signed: ReturnType<DiligenceDeskDeps['read']>['signed']): string {
  if (signed === undefined) return 'Er staat geen handtekening bij. Niet na te gaan is wie dit maakte.';
  if (!signed.isSound) return 'LET OP: de handtekening klopt niet. Het bestand is veranderd nadat het was vastgesteld.';
  if (signed.isOurs) return `De handtekening klopt. Deze balie zette haar zelf, op nummer ${signed.number}.`;
  return `De handtekening klopt: nummer ${signed.number}, gezet met sleutel ${signed.keyId}. Vraag de ander langs een andere weg of dat haar sleutel is.`;
}

function wishIn(c: Context<AppEnv>): { readonly left: string; readonly right: string; readonly onlyDifferences: boolean } {
  return { left: c.req.query('links') ?? NOW, right: c.req.query('rechts') ?? '', onlyDifferences: c.req.query('alleen') === 'verschillen' };
}
