import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { momentWords } from '../../dutch-time.ts';
import { sendLetter } from '../../handover/sending/mail.ts';
import type { OversightFigures } from '../../oversight/summary.ts';
import { secretIn } from '../secret-in.ts';

type Settings = Pick<Config, 'handover' | 'municipality' | 'oversight' | 'publicUrl'>;

/** Tells the privacy officer. Absent where no mail server is configured: the page has it too. */
export interface PrivacyMail {
  /** That somebody asks for an opening: its number alone, for who and why are to be read behind a login. */
  asked(number: number): Promise<void>;
  summary(figures: OversightFigures): Promise<void>;
}

/** @param config read at each message: what was published since counts at once. */
export function privacyMail(config: Settings): PrivacyMail | undefined {
  const { handover: { smtp }, oversight, publicUrl } = config;
  if (smtp === undefined) return undefined;
  const place = `${publicUrl ?? ''}/beheer/inzage`;
  async function send(subject: string, lines: readonly string[]): Promise<void> {
    // Read at each message: a password that was changed counts at once.
    const password = smtp?.passwordFile === undefined ? undefined : secretIn('handover.smtp.passwordFile', smtp.passwordFile);
    if (smtp !== undefined) await sendLetter({ id: randomUUID(), subject, text: lines.join('\n') }, { ...smtp, password, to: oversight.mailTo ?? config.municipality.privacyOfficer });
  }
  return {
    asked: (number) =>
      send(`Inzage ${number} gevraagd`, [
        `Iemand vraagt inzage in wat mensen aan de digitale balie van ${config.municipality.name} vroegen. Het verzoek heeft nummer ${number}.`,
        '',
        `Wie het vraagt en waarom, leest u na inloggen: ${place}/${number}`,
      ]),
    summary: ({ from, until, asked, approved, refused, looks, handedOut, waiting, open }) =>
      send('Overzicht van inzages', [
        `Inzage in wat mensen aan de digitale balie van ${config.municipality.name} vroegen, van ${momentWords(from)} tot ${momentWords(until)}:`,
        '',
        `Gevraagd: ${asked}`,
        `Goedgekeurd: ${approved}`,
        `Geweigerd: ${refused}`,
        `Vragen die zijn gelezen: ${looks}`,
        `Bestanden met iemands gegevens, gemaakt voor een AVG-verzoek: ${handedOut}`,
        '',
        `Wacht nu op een besluit: ${waiting}`,
        `Geldt nu: ${open}`,
        '',
        `Wie wat las, ziet u na inloggen: ${place}`,
      ]),
  };
}
