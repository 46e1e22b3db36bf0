import { z } from 'zod';

export const httpUrl = z.url({ protocol: /^https?$/, error: 'moet een http- of https-adres zijn' });

/** A website as browsers name it: `https://www.gemeente.example`, without a path. */
export const webOrigin = httpUrl
  .transform((address) => new URL(address))
  .refine(({ pathname, search, hash, username }) => pathname === '/' && search + hash + username === '', 'moet alleen de naam van de website zijn, zoals https://www.gemeente.nl')
  .transform(({ origin }) => origin);

/** Lets `explain` tell a value that is missing from one of another type; no value is ever shown. */
export const WITH_INPUT = { reportInput: true };

/** Faults without the values themselves: a value may be a secret. */
export function describe(error: z.ZodError, prefix: string): string[] {
  return faultsAt(error).map(({ at, message }) => `${prefix}${at || 'inhoud'}: ${message}`);
}

/** The same, with where each is. */
export function faultsAt(error: z.ZodError): { readonly at: string; readonly message: string }[] {
  return error.issues.map((issue) => ({ at: issue.path.join('.'), message: explain(issue) }));
}

const KINDS: Readonly<Record<string, string>> = { string: 'tekst', number: 'een getal', int: 'een heel getal', boolean: 'true of false', array: 'een lijst', object: 'een groep instellingen' };

/** What was called otherwise, or stood elsewhere, in an earlier version. */
const MOVED: Readonly<Partial<Record<string, string>>> = {
  retentionDays: 'hoe lang iets wordt bewaard, staat nu onder retention, als duur. Schrijf voor 28 dagen: retention: { said: P28D }',
};

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'ontbreekt' : `moet ${KINDS[issue.expected] ?? issue.expected} zijn`;
    case 'unrecognized_keys':
      return [`kent de sleutel ${issue.keys.join(', ')} niet`, ...issue.keys.flatMap((key) => MOVED[key] ?? [])].join('; ');
    case 'too_small':
      return typeof issue.minimum === 'number' && ['number', 'int'].includes(issue.origin) ? `moet minstens ${issue.minimum} zijn` : 'mag niet leeg zijn';
    case 'too_big':
      return ['number', 'int'].includes(issue.origin) ? `mag hoogstens ${issue.maximum} zijn` : issue.message;
    case 'invalid_value':
      return `moet een van deze zijn: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return explainUnion(issue.errors);
    default:
      return issue.message;
  }
}

/** Of the forms that a value may have, what is wrong with the one that it was given in: with the others its type is. */
function explainUnion(forms: readonly (readonly z.core.$ZodIssue[])[]): string {
  const faults = forms.flatMap(([first]) => first ?? []);
  const meant = faults.find(({ code }) => code !== 'invalid_type') ?? faults[0];
  if (meant === undefined) return 'klopt niet';
  return meant.path.length === 0 ? explain(meant) : `${meant.path.join('.')} ${explain(meant)}`;
}
