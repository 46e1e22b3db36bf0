/**
 * Packages the stylesheets: `node src/web/build-styles.ts` writes `assets/desk.css`, for all pages, and `assets/staff.css`, for those of staff besides; `--check`
 * exits 1 when one is stale.
 * NL Design System's theme and components are 600 kB together; only the classes that pages use are kept, and of the
 * tokens only those that a kept rule needs, by way of other tokens too. So a theme that sets `--basis-…` still works.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';

const web = import.meta.dirname;
const modules = join(web, '../../node_modules');
const themeFile = join(modules, '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css');
const componentsFile = join(modules, '@utrecht/component-library-css/dist/index.css');
const ownStyles = [
  'fonts', 'theme', 'page', 'page/header', 'page/contact', 'page/footer', 'page/settings', 'desk', 'desk/composer', 'start', 'desk/narrow', 'page/framed', 'desk/document', 'conversation', 'tables', 'actions', 'sources', 'desk/status', 'desk/handover', 'desk/tools', 'feedback',
  'about', 'admin/page', 'admin/form', 'switch', 'print',
];
/** Residents load none of these. */
const staffStyles = ['admin/overview', 'admin/nav', 'admin/console', 'admin/openings', 'admin/rows', 'admin/upload', 'admin/log', 'admin/outlets', 'admin/tune', 'admin/requests', 'admin/walk', 'admin/diligence', 'key', 'work/frame', 'work/talk', 'work/list', 'work/sharing', 'work/keys', 'work/reports', 'work/account', 'work/files', 'work/tasks', 'work/compare', 'work/keeping'];

const licence = `/*! Balie, EUPL-1.2. Parts: NL Design System voorbeeld-design-tokens (c) NL Design System Community, EUPL-1.2;
Utrecht component-library-css (c) Gemeente Utrecht, Frameless B.V., EUPL-1.2. Made by src/web/build-styles.ts */
`;

const themeSource = readFileSync(themeFile, 'utf8');
const componentsSource = readFileSync(componentsFile, 'utf8');
const styles = (name: string) => readFileSync(join(web, 'styles', `${name}.css`), 'utf8');
const own = [...ownStyles.map(styles), dark(styles('dark'))].join('\n');
const staff = staffStyles.map(styles).join('\n');

const classesInUse = new Set(sourcesOf('pages', 'markup', 'browser').flatMap((source) => matches(source, /\butrecht-[a-z\d_-]+/g)));
const components = minify(componentsSource, matches(componentsSource, /\.([a-z][\w-]*)/g).filter((name) => !classesInUse.has(name)));
const tokens = declarations(`${themeSource}\n${own}`);
const needed = reach(matches(`${components}\n${withoutTokens(`${own}\n${staff}`)}`, /var\(\s*(--[\w-]+)/g), tokens);
const everything = `${themeSource}\n${components}\n${own}`;
const unused = [...declarations(everything).keys()].filter((name) => !needed.has(name));
const sheets = { desk: licence + minify(everything, unused), staff: minify(staff, []) };

for (const [name, css] of Object.entries(sheets)) {
  const target = join(web, `assets/${name}.css`);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, css);
    process.stdout.write(`${name}: ${css.length} bytes, ${gzipSync(css).length} gzipped\n`);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== css) {
    process.stderr.write(`${relative(process.cwd(), target)} is stale: run node src/web/build-styles.ts\n`);
    process.exitCode = 1;
  }
}

/** Not on paper. */
function dark(rule: string): string {
  const tokens = rule.slice(rule.indexOf('{'));
  return `@media screen and (prefers-color-scheme: dark) { .balie-theme:not(:has(#kleuren-licht:checked)) ${tokens} }
    @media screen { .balie-theme:has(#kleuren-donker:checked) ${tokens} }`;
}

function minify(source: string, unusedSymbols: string[]): string {
  const { code } = transform({ filename: 'desk.css', code: Buffer.from(source), minify: true, unusedSymbols, targets: { safari: 15 << 16, chrome: 100 << 16, firefox: 100 << 16 } });
  return code.toString();
}

function sourcesOf(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(web, folder), { encoding: 'utf8', recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(web, folder, name), 'utf8')),
  );
}

function matches(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map((match) => match[1] ?? match[0]);
}

/** Every custom property with all values that any rule gives it. */
function declarations(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(/(--[\w-]+)\s*:\s*([^;}]*)/g)) found.set(name, `${found.get(name) ?? ''} ${value}`);
  return found;
}

/** Rules without the lines that only set a token: setting one does not use it. */
function withoutTokens(source: string): string {
  return source.replaceAll(/--[\w-]+\s*:[^;}]*/g, '');
}

function reach(start: readonly string[], tokens: ReadonlyMap<string, string>): Set<string> {
  const reached = new Set(start);
  for (const name of reached) {
    for (const next of matches(tokens.get(name) ?? '', /var\(\s*(--[\w-]+)/g)) reached.add(next);
  }
  return reached;
}
