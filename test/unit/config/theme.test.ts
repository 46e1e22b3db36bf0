import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { BalieError } from '../../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-theme-'));
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

function configOf(yaml: string) {
  put(
    'balie.yaml',
    `municipality: { name: Test, website: https://test.example/, phone: 14 000, phoneHours: altijd, email: info@test.example, address: Plein 1, privacyOfficer: fg@test.example }
retention: { said: P7D }
collections: [{ id: a, title: A, owner: B, readers: [resident] }]\n${yaml}`,
  );
  return readConfig({ CONFIG: join(folder, 'balie.yaml') });
}

function faultOf(yaml: string): string {
  try {
    configOf(yaml);
  } catch (error) {
    if (error instanceof BalieError && error.code === 'config-invalid') return error.detail ?? '';
    throw error;
  }
  return '';
}

describe('a theme', () => {
  test('is a stylesheet and a logo beside the configuration', () => {
    put('huis.css', '/* @import is only named here */ .balie-theme { --basis-border-radius-md: 0 }');
    put('wapen.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const { theme } = configOf('theme: { css: huis.css, logo: wapen.svg, name: Balie }');
    expect(theme.css?.toString()).toContain('--basis-border-radius-md');
    expect(theme.logo?.extension).toBe('.svg');
    expect(theme.name).toBe('Balie');
    expect(configOf('').theme).toEqual({ css: undefined, logo: undefined, name: undefined });
  });

  test.each([
    ['@import "https://elders.example/x.css"; .a { --balie-radius: 0 }', 'mag niets ophalen, maar bevat @import'],
    ['.a { --balie-radius: 0; background: URL (//elders.example/x.png) }', 'mag niets ophalen, maar bevat URL('],
    ['.a { --balie-radius: 0; background: image-set("https://elders.example/x.png" 1x) }', 'mag niets ophalen, maar bevat image-set('],
    ['.a { --balie-radius: 0; background: u\\72l(//elders.example) }', 'mag geen \\ bevatten'],
    ['@font-face { font-family: x } .a { --balie-radius: 0 }', 'bevat @font-face'],
    ['.a { color: red }', 'bevat geen design tokens'],
    ['.a { --balie-radius: 0', 'niet evenveel { als }'],
    [Buffer.from([0x2e, 0x61, 0xff, 0xfe]), 'is geen tekst'],
    [`.a { --balie-radius: 0 } ${' '.repeat(100_001)}`, 'is te groot: hoogstens 100 kB'],
  ])('is refused where its stylesheet cannot be one: %s', (css, fault) => {
    put('fout.css', css);
    expect(faultOf('theme: { css: fout.css }')).toContain('theme.css: het bestand ');
    expect(faultOf('theme: { css: fout.css }')).toContain(fault);
  });

  test.each([
    ['is-er-niet.css', 'css', 'is niet te lezen'],
    ['logo.gif', 'logo', 'moet een svg-, png- of webp-bestand zijn'],
    ['geen.png', 'logo', 'is geen png-bestand'],
    ['geen.svg', 'logo', 'is geen svg-bestand'],
    ['geen.webp', 'logo', 'is geen webp-bestand'],
    ['groot.png', 'logo', 'is te groot: hoogstens 200 kB'],
  ])('is refused where a file is not what it is to be: %s', (name, key, fault) => {
    if (name.startsWith('geen')) put(name, 'tekst');
    if (name.startsWith('groot')) put(name, Buffer.alloc(200_001));
    expect(faultOf(`theme: { ${key}: ${name} }`)).toContain(fault);
  });

  test.each([
    ['theme: { kleur: rood }', 'theme: kent de sleutel kleur niet'],
    ['publicUrl: http://balie.test.example', 'publicUrl: moet met https:// beginnen'],
    ['publicUrl: https://balie.test.example/pad', 'publicUrl: moet alleen de naam van de website zijn'],
    ['security: { contact: bel ons }', 'security.contact: moet een e-mailadres of https-adres zijn'],
    ['links: { factsheet: "javascript:alert(1)" }', 'links.factsheet: moet een http- of https-adres zijn'],
  ])('and what goes with it is checked: %s', (yaml, fault) => {
    expect(faultOf(yaml)).toContain(fault);
  });
});
