import { describe, expect, test } from 'vitest';
import { configured } from '../../../src/factsheet/fact.ts';
import type { AssistantFacts } from '../../../src/factsheet/facts.ts';
import { ALLOWED_TAGS, REGISTER_FIELDS, type RegisterRecord } from '../../../src/factsheet/register/fields.ts';
import { sourceData } from '../../../src/factsheet/register/generated.ts';
import { recordOf } from '../../../src/factsheet/register/record.ts';
import { rejections } from '../../../src/factsheet/register/rejections.ts';
import { lengthOf, linesOf, markupOf, withoutMarkup } from '../../../src/factsheet/register/text.ts';
import type { Answer } from '../../../src/factsheet/statements/questions.ts';
import { factsheetOf } from '../../support/register/factsheet.ts';
import { faultsBySchema, PUBLISHED } from '../../support/register/schema.ts';

const recordWith = (answers: Readonly<Record<string, Answer | undefined>> = {}) => recordOf(factsheetOf(answers), 'loket') ?? {};
const refusedBecause = (record: RegisterRecord, organisation?: string) => Object.fromEntries(rejections(record, organisation).map(({ field, message }) => [field, message]));

describe('the list of fields', () => {
  test('is the published one', () => {
    const published = PUBLISHED.filter(({ key }) => !['lars', 'publication_dt'].includes(key));
    expect(REGISTER_FIELDS.map(({ key, label, isRequired, max, choices, links }) => [key, label, isRequired, max, choices, links?.title, links?.link, links?.isLinkRequired])).toEqual(
      published.map(({ key, title_nl: label, required, max_length_without_html: max, permitted_values: choices, items = [] }) => {
        const [title, link] = items;
        return [key, label, required, max, choices, title?.max_length_without_html, link?.max_length_without_html, link?.required];
      }),
    );
    expect(REGISTER_FIELDS.filter(({ kind }) => kind === 'markup').map(({ key }) => key)).toEqual(published.filter(({ allowed_html_tags: tags }) => tags).map(({ key }) => key));
    expect(published.find(({ key }) => key === 'goal')?.allowed_html_tags).toEqual(ALLOWED_TAGS);
  });
});

describe('the record of an assistant', () => {
  test('has every field, and the register takes it', () => {
    const record = recordWith();
    expect(REGISTER_FIELDS.map(({ key }) => key).filter((key) => !(key in record))).toEqual(['end_date']);
    expect(faultsBySchema(record)).toEqual([]);
    expect(rejections(record)).toEqual([]);
  });

  test('says of itself what the deployment is', () => {
    const { source_data: data, source_data_grouping: links, methods_and_models: methods, ...record } = recordWith();
    expect(data).toContain('<li>Producten &amp; diensten &lt;2026&gt; (1.234 documenten, eigenaar: Publiekszaken)</li>');
    expect(data).toContain('<p>Persoonsgegevens in een vraag worden herkend.</p><ul><li>burgerservicenummers: onleesbaar gemaakt</li>');
    expect(links).toEqual([{ title: 'Producten & diensten 2026', link: 'https://www.lindewaarde.example/producten' }]);
    expect(methods).toContain('niet zelflerend');
    expect(methods).toContain('chat (ministral-3:8b, licentie Apache-2.0): schrijft antwoorden');
    expect(methods).toContain('93% zoals verwacht');
    expect(methods).not.toContain('Eigen gegevens van de organisatie');
    expect(record).toMatchObject({ lang: 'nld', standard_version: '1.0', source_id: 'balie.lindewaarde.example/loket', url: 'https://balie.lindewaarde.example/factsheet/loket', publiccode: 'https://code.example/balie' });
  });

  test('tells the one term of what is said to it that holds: its own, else that of its audience, else that for all', () => {
    const { facts } = factsheetOf();
    const terms = (change: Partial<AssistantFacts>, without: readonly string[] = []) => {
      const assistant = { ...facts.assistants[0]!, ...change };
      const data = sourceData({ ...facts, retention: facts.retention.filter(({ id }) => !without.includes(id)) }, assistant);
      return [...data.matchAll(/<li>Vragen en antwoorden[^:]*: ([^<]+)/g)].map(([, term]) => term);
    };
    const employee = { audience: configured('employee' as const) };
    expect([terms({}), terms(employee), terms({ ...employee, name: 'collega' }), terms({}, ['said/inwoners'])]).toEqual([['28 dagen'], ['3 maanden'], ['1 jaar'], ['6 maanden']]);
    // In the words of every other page.
    const odd = { ...facts, retention: [{ id: 'said', label: 'Vragen en antwoorden', term: configured('P13M') }] };
    expect(sourceData(odd, facts.assistants[0]!)).toContain('Vragen en antwoorden: 1 jaar en 1 maand');
    // Of a collection with the name of the assistant.
    expect(recordWith().source_data).not.toContain('7 jaar');
  });

  test('changes with the deployment', () => {
    const { facts, statements } = factsheetOf();
    const [model, ...models] = facts.models;
    const other = { statements, facts: { ...facts, models: [...models, ...(model ? [{ ...model, model: { ...model.model, value: 'ander-model' } }] : [])] } };
    expect(recordOf(other, 'loket')?.methods_and_models).toContain('ander-model');
    expect(recordOf(other, 'niemand')).toBeUndefined();
  });
});

describe('texts', () => {
  test.each([
    ['geen opmaak', 11], ['R&amp;D', 3], ['<p>een</p><p>twee</p>', 8], ['<p>een<br>twee</p>', 8], ['&#233;&#x1F600;&onbekend;', 12], ['😀', 1], ['a < b', 5],
  ])('%s counts as the register counts', (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });

  test('become markup in which nothing that somebody wrote is markup', () => {
    const made = markupOf('Eén <script>alert(1)</script> & meer\nregel\n\n- a\n- b <b>\n\n\n');
    expect(linesOf(made)).toBe('Eén <script>alert(1)</script> & meer\nregel\n- a\n- b <b>');
    expect(made).toBe('<p>Eén &lt;script&gt;alert(1)&lt;/script&gt; &amp; meer<br>regel</p><ul><li>a</li><li>b &lt;b&gt;</li></ul>');
    expect(withoutMarkup(made)).toContain('<script>alert(1)</script>');
  });
});

describe('a record is refused before it is sent', () => {
  test.each<[string, Record<string, Answer | undefined>, string, RegExp]>([
    ['without a name', { name: undefined }, 'name', /verplicht/],
    ['with a name of spaces', { name: '   ' }, 'name', /verplicht/],
    ['with a short description that is too long', { description_short: 'x'.repeat(401) }, 'description_short', /401 tekens en er mogen er 400 in/],
    ['with a goal that is too long', { goal: 'é'.repeat(2_501) }, 'goal', /2\.501 tekens/],
    ['with HTML in a plain field', { name: 'Balie <b>nieuw</b>' }, 'name', /geen HTML/],
    ['with a status that there is not', { status: 'Aan' }, 'status', /In ontwikkeling, In gebruik/],
    ['with a theme that there is not', { category: ['Voetbal'] }, 'category', /Voetbal/],
    ['with a month that there is not', { begin_date: '2026-13' }, 'begin_date', /2026-11/],
    ['with dates turned round', { status: 'Buiten gebruik', begin_date: '2026-11', end_date: '2026-01' }, 'end_date', /vóór de begindatum/],
    ['with an end while in use', { end_date: '2030-12' }, 'end_date', /In gebruik/],
    ['with the address of a person', { contact_email: 'j.jansen@lindewaarde.example' }, 'contact_email', /persoon/],
    ['with an address at home', { contact_email: 'balie@gmail.com' }, 'contact_email', /want dit is een adres buiten uw organisatie/],
    ['with a contact that is none', { contact_email: 'bel ons' }, 'contact_email', /moet een e-mailadres zijn/],
    ['with a name that is no organisation', { organization: 'De club' }, 'organization', /TOOI/],
    ['with an address without https', { website: 'http://www.lindewaarde.example' }, 'website', /https/],
    ['with a law without an address', { lawful_basis_grouping: [{ title: 'Gemeentewet' }] }, 'lawful_basis_grouping', /ontbreekt het adres/],
    ['with a law with a long title', { lawful_basis_grouping: [{ title: 'x'.repeat(101), link: 'https://a.example' }] }, 'lawful_basis_grouping', /100 tekens/],
    ['with a link that does something', { impacttoetsen_grouping: [{ title: 'DPIA', link: 'javascript:alert(1)' }] }, 'impacttoetsen_grouping', /https/],
  ])('%s', (_, answers, field, message) => {
    const refused = refusedBecause(recordWith(answers));
    expect(Object.keys(refused)).toEqual([field]);
    expect(refused[field]).toMatch(/^Wordt geweigerd, want /);
    expect(refused[field]).toMatch(message);
  });

  test.each([['ai@lindewaarde.example'], ['klant.contact@lindewaarde.example'], ['team-digitaal@lindewaarde.example'], ['https://www.lindewaarde.example/contact']])('not for %s', (contact) => {
    expect(refusedBecause(recordWith({ contact_email: contact }))).toEqual({});
  });

  test('by the name that the register knows, where it told that', () => {
    expect(refusedBecause(recordWith(), 'Gemeente Elders')).toEqual({ organization: 'Wordt geweigerd, want het register kent uw organisatie als ‘Gemeente Elders’.' });
    expect(refusedBecause(recordWith({ organization: 'GEMEENTE lindewaarde' }), 'Gemeente Lindewaarde')).toEqual({});
  });

  test('with markup that the register does not know', () => {
    expect(refusedBecause({ ...recordWith(), goal: '<p class="x">a</p>' })).toEqual({ goal: 'Wordt geweigerd, want de opmaak p mag niet.' });
    expect(refusedBecause({ ...recordWith(), goal: '<a href="https://a.example">a</a>' })).toEqual({ goal: 'Wordt geweigerd, want de opmaak a mag niet.' });
  });
});
