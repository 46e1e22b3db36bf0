import { MOST_FIELDS } from '../../../../web/pages/work/tasks/propose.ts';
import type { ProposalDraft } from '../../../../web/pages/work/tasks/views.ts';

export const emptyDraft: Omit<ProposalDraft, 'group'> = { title: '', description: '', privacy: '', instruction: '', forAll: false, fields: [] };

/** A proposal as its form brings it; what is wrong with it is for others to say. */
export function draftFrom(form: URLSearchParams): ProposalDraft {
  const value = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n');
  const fields = Array.from({ length: MOST_FIELDS }, (_, index) => {
    const part = (name: string) => value(`veld${index + 1}-${name}`);
    return { label: part('naam'), kind: part('soort'), required: part('verplicht') === 'ja', hint: part('uitleg'), choices: part('keuzes'), example: part('voorbeeld') };
  });
  return { group: value('groep'), title: value('titel'), description: value('omschrijving'), privacy: value('privacy'), instruction: value('opdracht'), forAll: value('voor') === 'allen', fields };
}
