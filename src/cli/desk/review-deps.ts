import type { Config } from '../../config.ts';
import { allow } from '../../guard/personal/allowed.ts';
import { findPersonalData } from '../../guard/personal/find.ts';
import type { FeedbackMetrics } from '../../http/deps/deps.ts';
import type { ReviewDeps } from '../../http/deps/review-deps.ts';
import { createFeedback } from '../../review/feedback.ts';
import type { Mask } from '../../review/ports.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from './desk.ts';

interface Parts {
  readonly desk: Pick<Desk, 'notes'>;
  readonly municipality: Config['municipality'];
  /** Hears of what is said of answers: once for each change of mind. */
  readonly onFeedback: FeedbackMetrics['feedback'];
}

/** What people say of answers and what staff make of that, over the review room, the log and the guard. */
export function reviewDeps(db: Database, { desk, municipality, onFeedback }: Parts): ReviewDeps {
  const mask = maskFor(municipality);
  const give = createFeedback({ db, notes: desk.notes, mask, now: () => new Date() });
  return {
    async giveFeedback(given) {
      const kept = await give(given);
      if (kept.isNew) onFeedback(kept);
      return kept;
    },
  };
}

/** What stands in the place of personal data; what is the municipality's own stays. */
function maskFor({ address, phone, email, privacyOfficer }: Config['municipality']): Mask {
  const domains = [email, privacyOfficer].map((one) => one.slice(one.lastIndexOf('@') + 1));
  const allowed = allow([address, phone, email, privacyOfficer], domains);
  return (text) => {
    const spans = findPersonalData(text, allowed);
    const parts = spans.map(({ type, start }, index) => `${text.slice(spans[index - 1]?.end ?? 0, start)}[${WORDS[type]}]`);
    return { text: parts.join('') + text.slice(spans.at(-1)?.end ?? 0), masked: [...new Set(spans.map(({ type }) => type))] };
  };
}

const WORDS = {
  bsn: 'burgerservicenummer',
  iban: 'rekeningnummer',
  email: 'e-mailadres',
  phone: 'telefoonnummer',
  address: 'adres',
  plate: 'kenteken',
  document: 'documentnummer',
  case: 'zaaknummer',
  birthdate: 'geboortedatum',
  name: 'naam',
} as const;
