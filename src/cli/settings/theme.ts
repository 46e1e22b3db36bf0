import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { faultsAt } from '../../config/faults.ts';
import type { Theme } from '../../config/theme.ts';
import type { SettingForm } from '../../settings/form.ts';
import { schemaSection } from '../../settings/section.ts';
import { contrast, darker, HEX, lighter } from './colours.ts';

/** Of text against what is behind it, and of lines that tell where something is (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const LINE = 3;
/** How much white there is in the surfaces that words in the colour stand on. */
const SURFACE = 0.9;

const color = z
  .string()
  .regex(HEX, 'moet een kleur zijn, zoals #2f5f1b')
  .transform((hex) => hex.toLowerCase())
  .refine((hex) => weakest(hex) >= TEXT, {
    error: ({ input }) => `is te licht om te lezen: het contrast is ${weakest(String(input)).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} op 1, en moet minstens 4,5 op 1 zijn. Kies een donkerdere kleur`,
  });

const schema = z.strictObject({
  color: color.optional(),
  corners: z.enum(['square', 'round']).optional(),
  name: z.string().min(1).max(24, 'mag hoogstens 24 tekens hebben').optional(),
});

type ThemeChoice = z.infer<typeof schema>;

/** White letters on the colour, and the colour on its own lightest surface, which is the harder of both. */
function weakest(hex: string): number {
  return Math.floor(Math.min(contrast(hex, '#ffffff'), contrast(hex, lighter(hex, SURFACE))) * 10) / 10;
}

/** The colour, corners and short name, chosen on a page: over the theme of the configuration. */
export function themeForm({ theme: { name } }: Pick<Config, 'theme'>): SettingForm<ThemeChoice> {
  return {
    section: schemaSection('theme', { ...(name !== undefined && { name }) }, schema, faultsAt),
    path: 'huisstijl',
    title: 'Huisstijl',
    lead: 'De kleur van de balie voor inwoners en medewerkers. Een eigen logo en stijlbestand zet u in het configuratiebestand; wat u hier kiest, gaat daaroverheen.',
    groups: [{
      title: 'Uiterlijk',
      fields: [
        { name: 'color', label: 'Kleur van de gemeente', kind: 'colour', isOptional: true, isWide: true, hint: 'Zoals #2f5f1b, voor de balk bovenaan, knoppen en links. De balie maakt er lichte en donkere tinten van, en weigert een kleur die niet te lezen is. Leeg: de kleur van de configuratie.' },
        { name: 'corners', label: 'Hoeken', kind: 'choice', choices: [['', 'Zoals in de configuratie'], ['round', 'Rond'], ['square', 'Recht']] },
        { name: 'name', label: 'Korte naam', kind: 'text', isOptional: true, hint: 'Onder het icoon op een telefoon, hoogstens 24 tekens.' },
      ],
    }],
  };
}

/** A theme with what was chosen in it. */
export function withTheme(theme: Theme, { color: chosen, corners, name }: ThemeChoice): Theme {
  const tokens = { ...(chosen !== undefined && tokensOf(chosen)), ...(corners !== undefined && cornersOf(corners)) };
  const rules = Object.entries(tokens).map(([token, value]) => `${token}:${value}`).join(';');
  return { ...theme, name, css: rules === '' ? theme.css : Buffer.from(`${theme.css?.toString('utf8') ?? ''}\n.balie-theme{${rules}}\n`) };
}

/** All that is in the municipality's colour, in tokens alone: the dark desk has those itself. */
function tokensOf(hex: string): Readonly<Record<string, string>> {
  const [surface, deeper, deepest] = [lighter(hex, SURFACE), darker(hex, 0.22), darker(hex, 0.42)];
  // The lightest line that can still be seen on a surface.
  const line = [0.35, 0.25, 0.15, 0.05].map((share) => lighter(hex, share)).find((tint) => contrast(tint, surface) >= LINE) ?? hex;
  const accent = (part: string) => `--basis-color-accent-1-${part}`;
  return {
    [accent('bg-subtle')]: lighter(hex, 0.95),
    [accent('bg-default')]: surface,
    [accent('bg-hover')]: lighter(hex, 0.8),
    [accent('bg-active')]: lighter(hex, 0.72),
    [accent('border-subtle')]: lighter(hex, 0.6),
    [accent('border-default')]: line,
    [accent('border-hover')]: hex,
    [accent('border-active')]: deeper,
    [accent('color-default')]: hex,
    [accent('color-hover')]: deeper,
    [accent('color-active')]: deepest,
    [accent('color-document')]: deepest,
    '--basis-color-action-2-color-default': hex,
    '--basis-color-action-2-color-hover': deeper,
    '--basis-color-action-2-color-active': deepest,
    '--basis-color-action-2-border-default': line,
    '--basis-color-action-1-inverse-bg-default': hex,
    '--basis-color-action-1-inverse-bg-hover': deeper,
    '--basis-color-action-1-inverse-bg-active': deepest,
    '--basis-heading-color': `var(${accent('color-document')})`,
    '--basis-color-info-border-default': line,
    '--basis-color-default-inverse-bg-document': deepest,
    '--balie-browser-color': hex,
    '--balie-widget-background': hex,
    '--balie-widget-color': '#ffffff',
  };
}

function cornersOf(corners: NonNullable<ThemeChoice['corners']>): Readonly<Record<string, string>> {
  const isRound = corners === 'round';
  return { '--basis-border-radius-sm': isRound ? '0.25rem' : '0', '--basis-border-radius-md': isRound ? '0.5rem' : '0', '--balie-radius': isRound ? '0.75rem' : '0' };
}
