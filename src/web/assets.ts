/**
 * The files that pages load: styles, fonts, the mark and the browser modules. Read once, held in memory, and named by
 * their content, so that a browser may keep them for ever and a new version is never mixed with an old one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly etag: string;
}

interface Assets {
  /** By path, such as `/assets/desk.0123456789ab.css`. */
  readonly byPath: ReadonlyMap<string, Asset>;
  /** By the name of the file in the sources. */
  readonly pathOf: ReadonlyMap<string, string>;
  readonly modules: ReadonlyMap<BrowserEntry, BrowserModules>;
  /** The script for pages of other sites: under a name that stays, for they write it down. */
  readonly widget: Asset;
}

/** What a page may load: the desk's answers as a stream, also in a page of another site, or uploads with their progress. */
export type BrowserEntry = 'desk' | 'framed' | 'upload';

interface BrowserModules {
  readonly entry: string;
  readonly imports: readonly string[];
}

const assetFolder = join(import.meta.dirname, 'assets');
const browserFolder = join(import.meta.dirname, 'browser');
const entries: readonly BrowserEntry[] = ['desk', 'framed', 'upload'];

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

let loaded: Assets | undefined;

/** All assets by URL path. Serve them with `Cache-Control: public, max-age=31536000, immutable` and their etag. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  return assets().byPath;
}

/** The URL path of a file under `assets/`, by its name without folder. */
export function assetPath(name: string): string {
  const path = assets().pathOf.get(name);
  if (path === undefined) throw new Error(`No such asset: ${name}`);
  return path;
}

/** An entry module, and the modules it needs, for `modulepreload`: one round trip instead of one per level. */
export function browserModules(name: BrowserEntry = 'desk'): BrowserModules {
  const found = assets().modules.get(name);
  if (found === undefined) throw new Error(`No such entry: ${name}`);
  return found;
}

/** What `/widget.js` gives. */
export function widgetScript(): Asset {
  return assets().widget;
}

function assets(): Assets {
  loaded ??= readAssets();
  return loaded;
}

function readAssets(): Assets {
  const byPath = new Map<string, Asset>();
  const pathOf = new Map<string, string>();
  const assetOf = (extension: string, body: Buffer): { readonly hash: string; readonly asset: Asset } => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    return { hash, asset: { body: new Uint8Array(body), contentType: contentTypes[extension] ?? '', etag: `"${hash}"` } };
  };
  const publish = (name: string, body: Buffer): string => {
    if (pathOf.has(name)) throw new Error(`Two assets are named ${name}`);
    const extension = extname(name);
    const { hash, asset } = assetOf(extension, body);
    const path = `/assets/${basename(name, extension)}.${hash}${extension}`;
    pathOf.set(name, path);
    byPath.set(path, asset);
    return path;
  };
  for (const name of readdirSync(assetFolder).filter((file) => /\.(?:svg|png|ico)$/.test(file)).toSorted()) publish(name, readFileSync(join(assetFolder, name)));
  for (const name of readdirSync(join(assetFolder, 'fonts')).toSorted()) {
    if (name.endsWith('.woff2')) publish(name, readFileSync(join(assetFolder, 'fonts', name)));
  }
  const css = readFileSync(join(assetFolder, 'desk.css'), 'utf8');
  publish('desk.css', Buffer.from(css.replaceAll(/url\(fonts\/([\w-]+\.woff2)\)/g, (_, name: string) => `url(${pathOf.get(name)})`)));
  const published = new Map<string, Module>();
  const modules = new Map(
    entries.map((name) => {
      const { path, needs } = publishModule(join(browserFolder, `${name}.ts`), publish, published);
      return [name, { entry: path, imports: [...needs] }] as const;
    }),
  );
  // A plain script has no scope of its own.
  const widget = `(()=>{${compact(stripTypes(readFileSync(join(browserFolder, 'widget.ts'), 'utf8')))}})();\n`;
  return { byPath, pathOf, modules, widget: assetOf('.js', Buffer.from(widget)).asset };
}

interface Module {
  readonly path: string;
  /** Paths of all that it imports, by way of others too. */
  readonly needs: ReadonlySet<string>;
}

/** Publishes what a module imports first, since the hash in its own name covers the names of those. */
function publishModule(file: string, publish: (name: string, body: Buffer) => string, published: Map<string, Module>): Module {
  const known = published.get(file);
  if (known !== undefined) return known;
  const needs = new Set<string>();
  const code = stripTypes(readFileSync(file, 'utf8')).replaceAll(/(\b(?:from|import) ')(\.{1,2}\/[^']+\.ts)(?=')/g, (_, from: string, specifier: string) => {
    const needed = publishModule(join(dirname(file), specifier), publish, published);
    for (const path of [...needed.needs, needed.path]) needs.add(path);
    return `${from}${needed.path}`;
  });
  const module = { path: publish(`${basename(file, '.ts')}.js`, Buffer.from(compact(code))), needs };
  published.set(file, module);
  return module;
}

/** Type stripping leaves blanks where types stood. Lines of comment alone go too: they are for the sources' readers. */
function compact(code: string): string {
  return code.replaceAll(/^[ \t]*(\/\*\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)[ \t]*$/gm, '').replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{2,}/g, '\n').trimStart();
}

/** Node 24 has the function but still calls it experimental, once, on stderr; a pinned Node makes that no news. */
function stripTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
