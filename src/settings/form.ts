import type { Section, ValueFault } from './section.ts';

/** One thing that a person fills in. Its name is where it stands in the value: `address.free`. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `lines`: a list, each on a line. `hours`: times from and to, with commas between. */
  readonly kind: 'choice' | 'number' | 'text' | 'area' | 'lines' | 'hours' | 'colour';
  readonly choices?: readonly (readonly [value: string, text: string])[];
  /** Whether it takes the whole width. */
  readonly isWide?: boolean;
  /** Whether it may stay empty; then it is not in the value. */
  readonly isOptional?: boolean;
}

export interface FormGroup {
  readonly title: string;
  readonly lead?: string;
  readonly fields: readonly FormField[];
}

/** A section as people change it, and where: `/beheer/instellingen/PATH`. */
export interface SettingForm<Value extends object = object> {
  readonly section: Section<Value>;
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly groups: readonly FormGroup[];
}

/** What stands in the fields, by their names. */
export type Filled = Readonly<Record<string, string>>;

const fieldsIn = (groups: readonly FormGroup[]) => groups.flatMap(({ fields }) => fields);

/** A value as it stands in the fields. */
export function shownIn(groups: readonly FormGroup[], value: unknown): Filled {
  return Object.fromEntries(fieldsIn(groups).map((field) => [field.name, textOf(field, at(value, field.name))]));
}

function textOf({ kind }: FormField, value: unknown): string {
  if (Array.isArray(value)) return value.join(kind === 'hours' ? ', ' : '\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, part) => (typeof inside === 'object' && inside !== null && Object.hasOwn(inside, part) ? (inside as Record<string, unknown>)[part] : undefined), value);
}

type Draft = { [part: string]: unknown };

/** What somebody filled in as a value, to be checked by its section: what is no number stays text. */
export function valueFrom(groups: readonly FormGroup[], filled: Filled): object {
  const whole: Draft = {};
  for (const field of fieldsIn(groups)) {
    const path = field.name.split('.');
    const last = path.pop() ?? '';
    let inside = whole;
    for (const part of path) inside = (inside[part] ??= {}) as Draft;
    const value = given(field, filled[field.name] ?? '');
    if (value !== undefined) inside[last] = value;
  }
  return whole;
}

function given({ kind, isOptional = false }: FormField, text: string): unknown {
  switch (kind) {
    case 'number':
      return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : text.trim();
    case 'lines':
      return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    case 'hours': {
      const parts = text.split(',').map((part) => part.replaceAll(/\s/g, '')).filter((part) => part !== '');
      return parts.length === 0 ? undefined : parts;
    }
    case 'choice':
      return text === '' ? undefined : text;
    default: {
      const written = kind === 'area' ? text.trim() : text.replaceAll('\n', ' ').trim();
      return isOptional && written === '' ? undefined : written;
    }
  }
}

/** What is wrong, by the field that it stands in; what is in none of them by ''. */
export function faultsByField(groups: readonly FormGroup[], faults: readonly ValueFault[]): Filled {
  const names = fieldsIn(groups).map(({ name }) => name);
  const lists = new Set(fieldsIn(groups).filter(({ kind }) => kind === 'lines').map(({ name }) => name));
  const fieldOf = (path: string) =>
    names.filter((name) => path === name || path.startsWith(`${name}.`)).toSorted((one, other) => other.length - one.length)[0]
    // Of a rule over several fields: the first of them.
    ?? names.find((name) => name.startsWith(`${path}.`)) ?? '';
  const told: Record<string, string> = {};
  for (const { at: path, message } of faults) {
    const field = fieldOf(path);
    const line = lists.has(field) ? /^\.(?<at>\d+)$/.exec(path.slice(field.length))?.groups?.['at'] : undefined;
    told[field] ??= line === undefined ? message : `${message} (regel ${Number(line) + 1})`;
  }
  return told;
}

/** What became of a field: of a list what came and what went, of all else what it was and is. */
export interface FieldChange {
  /** With that of its group. */
  readonly label: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export function changesIn(groups: readonly FormGroup[], before: unknown, after: unknown): FieldChange[] {
  const [was, is] = [shownIn(groups, before), shownIn(groups, after)];
  return groups.flatMap(({ title, fields }) => fields.flatMap((field) => {
    const [old = '', now = ''] = [was[field.name], is[field.name]];
    if (old === now) return [];
    const label = labelIn(title, field);
    if (field.kind === 'lines') {
      const [gone, come] = [old.split('\n'), now.split('\n')];
      return [{ label, before: gone.filter((line) => line !== '' && !come.includes(line)), after: come.filter((line) => line !== '' && !gone.includes(line)) }];
    }
    return [{ label, before: wordsOf(field, old), after: wordsOf(field, now) }];
  }));
}

/** How a field is called where its group is not to be seen: several groups may have one of the same name. */
function labelIn(group: string, { label }: Pick<FormField, 'label'>): string {
  return `${group}: ${label}`;
}

function wordsOf({ choices }: FormField, text: string): string[] {
  const said = choices?.find(([value]) => value === text)?.[1] ?? text;
  return said === '' ? [] : [said];
}
