import { dutchDay } from '../../../dutch-time.ts';
import type { AttachedEvidence } from '../../../factsheet/diligence/answer.ts';
import type { NewAnswer, SaidAnswer } from '../../../factsheet/diligence/answers.ts';
import { checkAnswer, checkSpeaker } from '../../../factsheet/statements/check.ts';
import type { Question } from '../../../factsheet/statements/questions.ts';
import type { AnswerFields, FileView } from '../../../web/pages/diligence/views.ts';

const MAX_EVIDENCE = 10;
/** More than any limit of a field, and enough to give back what was typed. */
const MAX_VALUE = 20_000;
const VERDICTS = ['yes', 'partly', 'no'] as const;

/** How the words of an answer are checked: as those of the factsheet are. */
const field = (id: string, kind: Question['kind'], max: number): Question => ({ id, of: 'desk', label: '', help: '', example: '', answeredBy: '', kind, max, isRequired: false, group: 'verantwoord' });
const TEXT = field('tekst', 'area', 2_500);
const LINKS = field('links', 'links', 200);
const TITLE = field('titel', 'text', 200);

export function filledIn(fields: URLSearchParams): AnswerFields {
  const one = (name: string) => (fields.get(name) ?? '').slice(0, MAX_VALUE);
  return { verdict: one('antwoord'), text: one('tekst'), links: one('links'), fileTitle: one('titel'), role: one('functie').trim(), reviewOn: one('nakijken').trim() };
}

/** A file that came along, by its content. */
export interface TakenFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

interface Given {
  readonly filled: AnswerFields;
  /** Whether the desk measures it: then what is written is a note. */
  readonly isMeasured: boolean;
  /** Files of before that stay. */
  readonly kept: readonly AttachedEvidence[];
  readonly file: TakenFile | undefined;
}

/** What is said by a form, or what is wrong by field. */
export function saidIn({ filled, isMeasured, kept, file }: Given): { readonly said: NewAnswer['said'] } | { readonly faults: Readonly<Record<string, string>> } {
  const faults: Record<string, string> = {};
  const take = (name: string, question: Question, written: string) => {
    const checked = checkAnswer(question, written);
    if ('answer' in checked) return checked.answer;
    faults[name] = checked.fault;
    return undefined;
  };
  const text = take('tekst', TEXT, filled.text);
  const links = take('links', LINKS, filled.links) ?? [];
  const title = take('titel', TITLE, filled.fileTitle);
  const added: AttachedEvidence[] = typeof links === 'string' ? [] : links.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  // Without an address it proves nothing that can be looked up.
  if (faults['links'] === undefined && added.some(({ link }) => link === undefined)) faults['links'] = 'heeft op elke regel een titel en een adres nodig dat met https:// begint';
  if (file !== undefined && typeof title !== 'string' && faults['titel'] === undefined) faults['titel'] = 'is nodig als u een bestand kiest';
  if (file === undefined && typeof title === 'string') faults['bestand'] = 'is nodig als u een titel geeft: kies het bestand (opnieuw)';
  const evidence = [...added, ...kept, ...(file !== undefined && typeof title === 'string' ? [{ title, file }] : [])];
  if (evidence.length > MAX_EVIDENCE) faults['links'] = `mag samen met de bestanden hoogstens ${MAX_EVIDENCE} bewijzen geven (nu ${evidence.length})`;
  const isNothing = text === undefined && evidence.length === 0 && Object.keys(faults).length === 0;
  if (isNothing) return { said: undefined };
  const verdict = VERDICTS.find((one) => one === filled.verdict);
  if (!isMeasured && verdict === undefined) faults['antwoord'] = 'is nodig: kies ja, deels of nee';
  if (typeof text !== 'string' && faults['tekst'] === undefined) faults['tekst'] = 'is nodig: leg uit hoe het zit';
  const speaker = checkSpeaker({ role: filled.role, reviewOn: filled.reviewOn }, dutchDay(new Date()));
  if (speaker.role !== undefined) faults['functie'] = speaker.role;
  if (speaker.reviewOn !== undefined) faults['nakijken'] = speaker.reviewOn;
  if (Object.keys(faults).length > 0 || typeof text !== 'string') return { faults };
  return { said: { verdict: isMeasured ? undefined : verdict, text, role: filled.role, reviewOn: filled.reviewOn, evidence } };
}

/** What stands in the fields of an answer that holds. @param day to look again, where none is to come. */
export function fieldsOf(said: SaidAnswer | undefined, day: string): AnswerFields {
  const links = (said?.evidence ?? []).flatMap(({ title, link, file }) => (file === undefined ? [[title, link].filter((part) => part !== undefined).join(' ')] : []));
  const isToCome = said !== undefined && said.reviewOn > dutchDay(new Date());
  return { verdict: said?.verdict ?? '', text: said?.text ?? '', links: links.join('\n'), fileTitle: '', role: said?.role ?? '', reviewOn: isToCome ? said.reviewOn : day };
}

/** Files of an answer. @param kept digests that are ticked; absent: all. */
export function filesOf(said: Pick<SaidAnswer, 'evidence'> | undefined, there: ReadonlySet<string>, kept?: readonly string[]): FileView[] {
  return (said?.evidence ?? []).flatMap(({ title, file }) =>
    file === undefined ? [] : [{ title, name: file.name ?? title, sha256: file.sha256, bytes: file.bytes ?? 0, isThere: there.has(file.sha256), isKept: kept?.includes(file.sha256) ?? true }]);
}
