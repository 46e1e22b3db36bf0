import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { faultsAt, httpUrl } from '../../config/faults.ts';
import { type Hours, type Weekday, WEEKDAYS } from '../../handover/hours/opening.ts';
import type { FormField, FormGroup, SettingForm } from '../../settings/form.ts';
import { schemaSection } from '../../settings/section.ts';

const INTERVAL = /^(?<from>(?:[01]\d|2[0-3]):[0-5]\d)-(?<until>(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const FORM = 'moet een begin en een einde hebben, zoals 08:30-17:00, en met een komma ertussen als het er meer zijn';
const interval = z.string().regex(INTERVAL, FORM).refine((text) => {
  const { from = '', until = '' } = INTERVAL.exec(text)?.groups ?? {};
  return from < until;
}, 'moet na het begin eindigen');
const week = z.partialRecord(z.enum(WEEKDAYS), z.array(interval).min(1).max(6, 'mag hoogstens zes tijden hebben')).default({});
const email = z.email('moet een e-mailadres zijn').max(254, 'mag hoogstens 254 tekens hebben');
const short = (most: number) => z.string().min(1).max(most, `mag hoogstens ${most} tekens hebben`);

const schema = z.strictObject({
  phone: short(40),
  phoneHours: short(200),
  email,
  address: short(300),
  website: httpUrl.max(300, 'mag hoogstens 300 tekens hebben'),
  privacyOfficer: email,
  /** When the telephone is answered, and the counter is open; empty: nobody said. */
  phoneOpen: week,
  counterOpen: week,
  counterNote: short(200).optional(),
  closedOn: z.array(z.iso.date('moet een datum zijn, zoals 2026-12-31')).max(200, 'mag hoogstens 200 dagen hebben').default([]),
});

export type Texts = z.infer<typeof schema>;

const FROM_MONDAY: readonly Weekday[] = [...WEEKDAYS.slice(1), WEEKDAYS[0]];
const DAYS: Readonly<Record<Weekday, string>> = { monday: 'Maandag', tuesday: 'Dinsdag', wednesday: 'Woensdag', thursday: 'Donderdag', friday: 'Vrijdag', saturday: 'Zaterdag', sunday: 'Zondag' };

/** What the municipality says of itself on every page, and when somebody can be reached. */
export function textsForm(config: Pick<Config, 'municipality' | 'handover'>): SettingForm<Texts> {
  return {
    section: schemaSection('texts', textsIn(config), schema, faultsAt),
    path: 'teksten',
    title: 'Contact en openingstijden',
    lead: 'Hoe inwoners u bereiken. Dit staat op elke pagina, bij antwoorden en in de woorden van de assistenten.',
    groups: [
      {
        title: 'Contact',
        fields: [
          { name: 'phone', label: 'Telefoon', kind: 'text' },
          { name: 'email', label: 'E-mail', kind: 'text' },
          { name: 'phoneHours', label: 'Wanneer u de telefoon opneemt, in woorden', kind: 'text', isWide: true, hint: 'Zoals: maandag tot en met vrijdag van 8.30 tot 17.00 uur.' },
          { name: 'address', label: 'Bezoekadres', kind: 'area' },
          { name: 'website', label: 'Website', kind: 'text', isWide: true, hint: 'Met https:// ervoor.' },
          { name: 'privacyOfficer', label: 'E-mail van de functionaris gegevensbescherming', kind: 'text', isWide: true },
        ],
      },
      hours('phoneOpen', 'Tijden van de telefoon', 'Hiermee zegt de balie of u nu te bereiken bent. Laat alles leeg als zij dat niet moet zeggen.'),
      hours('counterOpen', 'Tijden van de balie op het gemeentehuis', 'Laat een dag leeg waarop u gesloten bent.'),
      {
        title: 'Bijzonderheden',
        fields: [
          { name: 'counterNote', label: 'Bij een bezoek', kind: 'text', isOptional: true, isWide: true, hint: 'Zoals: Maak eerst een afspraak.' },
          { name: 'closedOn', label: 'Extra dagen waarop u gesloten bent', kind: 'lines', hint: 'Elk op een eigen regel, als jaar-maand-dag: 2026-12-31. Feestdagen staan in het configuratiebestand.' },
        ],
      },
    ],
  };
}

function hours(name: 'phoneOpen' | 'counterOpen', title: string, lead: string): FormGroup {
  const about = name === 'phoneOpen' ? 'telefoon' : 'gemeentehuis';
  return { title, lead: `${lead} Schrijf: 08:30-17:00, of 09:00-12:00, 13:00-17:00.`, fields: FROM_MONDAY.map((day): FormField => ({ name: `${name}.${day}`, label: `${DAYS[day]}, ${about}`, kind: 'hours', isOptional: true })) };
}

function textsIn({ municipality: { phone, phoneHours, email: mail, address, website, privacyOfficer }, handover }: Pick<Config, 'municipality' | 'handover'>): Texts {
  const { note } = handover.counter;
  return {
    phone, phoneHours, email: mail, address, website, privacyOfficer,
    phoneOpen: written(handover.phone.hours),
    counterOpen: written(handover.counter.hours),
    ...(note !== undefined && { counterNote: note }),
    closedOn: handover.closedOn,
  };
}

type Week = Hours['week'];

function written(open: Week | undefined): Texts['phoneOpen'] {
  return Object.fromEntries(Object.entries(open ?? {}).map(([day, times]) => [day, times.map(([from, until]) => `${from}-${until}`)]));
}

function timesIn(open: Texts['phoneOpen']): Config['handover']['phone']['hours'] {
  const days = Object.entries(open).map(([day, times]) => [day, times.map((text) => text.split('-') as [string, string])] as const);
  return days.length === 0 ? undefined : Object.fromEntries(days);
}

/** The configuration with these texts in it. */
export function withTexts({ municipality, handover }: Pick<Config, 'municipality' | 'handover'>, texts: Texts): Pick<Config, 'municipality' | 'handover'> {
  const { phoneOpen, counterOpen, counterNote, closedOn, ...said } = texts;
  return {
    municipality: { ...municipality, ...said },
    handover: {
      ...handover,
      phone: { number: handover.phone.number, hours: timesIn(phoneOpen) },
      counter: { address: handover.counter.address, hours: timesIn(counterOpen), note: counterNote },
      closedOn,
    },
  };
}
