import { describe, expect, test } from 'vitest';
import { settingForms } from '../../../src/cli/settings/forms.ts';
import { retentionForm } from '../../../src/cli/settings/retention.ts';
import { textsForm, withTexts } from '../../../src/cli/settings/texts.ts';
import { themeForm, withTheme } from '../../../src/cli/settings/theme.ts';
import { readConfig } from '../../../src/config/config.ts';
import { retentionRules } from '../../../src/retention/rules.ts';
import { changesIn, faultsByField, type SettingForm, shownIn, valueFrom } from '../../../src/settings/form.ts';
import { derived, living } from '../../../src/settings/living.ts';
import { diffOf } from '../../../src/settings/text-diff.ts';

const config = readConfig({});
const forms: readonly SettingForm[] = Object.values(settingForms(config));
const given = (form: SettingForm, filled: Record<string, string>) => form.section.check(valueFrom(form.groups, { ...shownIn(form.groups, form.section.initial), ...filled }));

test.each(forms.map((form) => [form.path, form] as const))('%s: what the configuration says comes back from its form as it was', (_, { section, groups }) => {
  expect(section.check(section.initial)).toEqual({ value: section.initial });
  expect(section.check(valueFrom(groups, shownIn(groups, section.initial)))).toEqual({ value: section.initial });
  // What is kept is read again as it is.
  expect(section.check(JSON.parse(JSON.stringify(section.initial)))).toEqual({ value: section.initial });
});

test('each kind of data that has a term has a field: without one, saving would erase by the default', () => {
  const { kinds } = retentionRules.shape;
  const fields = retentionForm(config).groups.flatMap((group) => group.fields.map(({ name }) => name));
  expect(fields.filter((name) => name.startsWith('kinds.')).toSorted()).toEqual(Object.keys(kinds.unwrap().shape).map((kind) => `kinds.${kind}`).toSorted());
});

test.each([
  ['guard', { 'personalData.resident.types.bsn': 'allow' }, 'personalData.resident.types.bsn', /allow kan niet/],
  ['guard', { 'personalData.employee.default': 'weg' }, 'personalData.employee.default', /moet een van deze zijn/],
  ['guard', { allow: `Jan Smit\n${'y'.repeat(201)}` }, 'allow', /^mag hoogstens 200 tekens hebben \(regel 2\)$/],
  ['grenzen', { 'address.free': '' }, 'address.free', /een heel getal|een getal/],
  ['grenzen', { 'address.free': '12x' }, 'address.free', /getal/],
  ['grenzen', { 'address.free': '300' }, 'address.free', /^mag niet meer zijn dan bij Hoogstens$/],
  ['grenzen', { difficulty: '900000000' }, 'difficulty', /hoogstens 200000/],
  ['teksten', { email: 'geen adres' }, 'email', /e-mailadres/],
  ['teksten', { website: 'javascript:alert(1)' }, 'website', /http/],
  ['teksten', { 'phoneOpen.monday': '17:00-08:30' }, 'phoneOpen.monday', /na het begin eindigen/],
  ['teksten', { 'counterOpen.friday': 'hele dag' }, 'counterOpen.friday', /begin en een einde/],
  ['teksten', { closedOn: '2026-12-31\n31 december' }, 'closedOn', /datum.*\(regel 2\)$/],
  ['teksten', { phone: ' ' }, 'phone', /niet leeg/],
  ['huisstijl', { color: 'red;}body{display:none' }, 'color', /moet een kleur zijn/],
  ['huisstijl', { color: '#ffcc00' }, 'color', /te licht om te lezen: het contrast is 1,[0-9] op 1/],
  ['huisstijl', { name: 'x'.repeat(25) }, 'name', /hoogstens 24/],
])('%s refuses %o beside the field', (path, filled, field, message) => {
  const form = forms.find((one) => one.path === path);
  if (form === undefined) throw new Error('no form');
  const checked = given(form, filled);
  const faults = 'faults' in checked ? faultsByField(form.groups, checked.faults) : {};
  expect(Object.keys(faults)).toEqual([field]);
  expect(faults[field]).toMatch(message);
});

test('changes are told in words: of a list what came and went', () => {
  const [guard, limits] = forms;
  if (guard === undefined || limits === undefined) throw new Error('no form');
  const after = { personalData: { resident: { default: 'mask', types: { name: 'allow' } }, employee: { default: 'mask', types: {} } }, allow: ['B. Jansen', 'C. Smit'] };
  expect(changesIn(guard.groups, { ...after, personalData: { ...after.personalData, resident: { default: 'mask', types: {} } }, allow: ['A. de Vries', 'B. Jansen'] }, after)).toEqual([
    { label: 'Vragen van inwoners: Naam', before: ['Zoals al het andere'], after: ['Laten staan'] },
    { label: 'Wat wel genoemd mag worden: Namen, nummers en adressen', before: ['A. de Vries'], after: ['C. Smit'] },
  ]);
  expect(changesIn(limits.groups, config.limits, config.limits)).toEqual([]);
});

test('opening hours come out as the configuration has them, and none as nobody said', () => {
  const { section } = textsForm(config);
  expect(withTexts(config, section.initial)).toEqual({ municipality: config.municipality, handover: config.handover });
  const { handover } = withTexts(config, { ...section.initial, phoneOpen: { monday: ['09:00-12:00', '13:00-24:00'] }, counterOpen: {}, closedOn: ['2026-12-31'] });
  expect([handover.phone.hours, handover.counter.hours, handover.closedOn]).toEqual([{ monday: [['09:00', '12:00'], ['13:00', '24:00']] }, undefined, ['2026-12-31']]);
});

describe('a colour of the municipality', () => {
  test.each(['#2f5f1b', '#a3123a', '#5a2d82', '#00568b'])('%s makes a theme that the reader of themes takes, over the one of the configuration', async (color) => {
    const theme = withTheme({ css: Buffer.from('.balie-theme{--balie-radius:0}'), logo: undefined, name: 'Oud' }, { color, name: 'Nieuw' });
    const css = theme.css?.toString() ?? '';
    expect(css).toMatch(/^\.balie-theme\{--balie-radius:0\}\n\.balie-theme\{[-\w:;#(),. ]+\}\n$/);
    expect(css).toContain(`--basis-color-accent-1-color-default:${color}`);
    expect(theme.name).toBe('Nieuw');
  });

  test('nothing chosen is the theme of the configuration', () => {
    const { section } = themeForm(config);
    expect(withTheme(config.theme, section.initial)).toEqual(config.theme);
  });
});

test('what is held on to is at each look what it is then', () => {
  let now: { readonly name: string; readonly extra?: number } = { name: 'een' };
  const held = living(() => now);
  const length = derived(() => now, ({ name }) => ({ length: name.length }));
  const first = length();
  expect([held.name, { ...held }, 'extra' in held, length()]).toEqual(['een', { name: 'een' }, false, first]);
  expect(length()).toBe(first);
  now = { name: 'twaalf', extra: 1 };
  expect([held.name, JSON.stringify(held), 'extra' in held, length()]).toEqual(['twaalf', '{"name":"twaalf","extra":1}', true, { length: 6 }]);
  expect(() => Object.assign(held, { name: 'drie' })).toThrow();
});

describe('what differs', () => {
  test('is shown with two lines around it, and what is left out as a gap', () => {
    const lines = Array.from({ length: 12 }, (_, at) => `regel ${at}`);
    const after = lines.with(5, 'regel vijf');
    expect(diffOf(`${lines.join('\n')}\n`, `${after.join('\n')}\n`).map(({ kind, text }) => `${kind} ${text}`.trim())).toEqual([
      'gap', 'same regel 3', 'same regel 4', 'removed regel 5', 'added regel vijf', 'same regel 6', 'same regel 7', 'gap',
    ]);
    expect(diffOf('a\n', 'a\n')).toEqual([]);
  });

  test('of texts that have next to nothing in common is not looked for: one comes after the other', () => {
    const text = (word: string) => `gelijk\n${Array.from({ length: 400 }, (_, at) => `${word} ${at}`).join('\n')}\n`;
    const kinds = diffOf(text('a'), text('b')).map(({ kind }) => kind);
    expect([kinds.slice(0, 401), kinds.slice(401)]).toEqual([Array.from({ length: 401 }, () => 'removed'), Array.from({ length: 401 }, () => 'added')]);
  });
});
