import type { AttachedEvidence, StatedNote } from './answer.ts';
import type { DiligenceReport } from './report.ts';

/** In what somebody wrote. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"')\]]+/gi;

/** A report as people outside may have it. @param isInside whether an address is one within the organisation: it says where its systems are. */
export function forOutside(report: DiligenceReport, isPublic: boolean, isInside: (url: string) => boolean): DiligenceReport {
  const told = ({ title, link, file }: AttachedEvidence): AttachedEvidence => ({
    title,
    ...(link !== undefined && !(isPublic && isInside(link)) && { link }),
    // A file stays here: whoever is given it by another way can see by its digest that it is the one.
    ...(file !== undefined && { file: { sha256: file.sha256 } }),
  });
  const words = (text: string) => (isPublic ? text.replaceAll(ADDRESS, (url) => (URL.canParse(url) && isInside(url) ? '(adres weggelaten)' : url)) : text);
  const said = <Said extends Omit<StatedNote, 'question'>>(one: Said): Said => ({ ...one, text: words(one.text), evidence: one.evidence.map(told) });
  return {
    ...report,
    questions: report.questions.map(({ answer, note, ...question }) => ({
      ...question,
      ...(answer !== undefined && { answer: answer.kind === 'measured' ? answer : said(answer) }),
      ...(note !== undefined && { note: said(note) }),
    })),
  };
}
