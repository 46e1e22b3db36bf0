/**
 * The files that pages load: styles, fonts, the mark and the scripts. Read once, held in memory, and named by
 * their content, so that a browser may keep them for ever and a new version is never mixed with an old one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { browserCode, bundle } from './bundle.ts';

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
  /** The script for pages of other sites: under a name that stays, for they write it down. */
  readonly widget: Asset;
}

/** What a page may load: the desk's answers as a stream, also in a page of another site; there what closes it, where there is nothing to ask; answers at the workplace; uploads with their progress; passkeys; a task whose result streams; files of a conversation; how far work on a whole file is; or how far models on their way are. */
export type BrowserEntry = 'desk' | 'framed' | 'frame' | 'work' | 'upload' | 'passkey' | 'task' | 'files' | 'whole' | 'models';

const assetFolder = join(import.meta.dirname, 'assets');
const browserFolder = join(import.meta.dirname, 'browser');
const entries: readonly BrowserEntry[] = ['desk', 'framed', 'frame', 'work', 'upload', 'passkey', 'task', 'files', 'whole', 'models'];

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
  publish('staff.css', readFileSync(join(assetFolder, 'staff.css')));
  const css = readFileSync(join(assetFolder, 'desk.css'), 'utf8');
  publish('desk.css', Buffer.from(css.replaceAll(/url\(fonts\/([\w-]+\.woff2)\)/g, (_, name: string) => `url(${pathOf.get(name)})`)));
  for (const name of entries) publish(`${name}.js`, Buffer.from(bundle(join(browserFolder, `${name}.ts`))));
  // A plain script has no scope of its own.
  const widget = `(()=>{${browserCode(join(browserFolder, 'widget.ts'))}})();\n`;
  return { byPath, pathOf, widget: assetOf('.js', Buffer.from(widget)).asset };
}
