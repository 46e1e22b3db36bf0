import type { PhoneView } from '../../markup/turn.ts';
import type { MunicipalityView } from '../../views.ts';

/** What stands in answers for who is at work: who answers, and not the number that residents ring. @param speaker the assistant, as people know it. */
export function spokenBy(speaker: string, { website }: Pick<MunicipalityView, 'website'>): PhoneView {
  return { website, phone: '', phoneHours: '', speaker };
}
