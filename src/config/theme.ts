import { readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { z } from 'zod';
import type { themeRules } from './site-rules.ts';

/** A theme of its own: what a municipality's files hold. */
export interface Theme {
  readonly css: Buffer | undefined;
  readonly logo: { readonly bytes: Buffer; readonly extension: '.svg' | '.png' | '.webp' } | undefined;
  readonly name: string | undefined;
}

const MAX_CSS = 100_000;
const MAX_LOGO = 200_000;

/** Reads the files of a theme; what is wrong with them is added to `faults`. */
export function readTheme({ css, logo, name }: z.infer<typeof themeRules>, folder: string, faults: string[]): Theme {
  return {
    css: css === undefined ? undefined : read({ field: 'theme.css', path: resolve(folder, css), max: MAX_CSS, faultOf: cssFault }, faults),
    logo: logo === undefined ? undefined : readLogo(resolve(folder, logo), faults),
    name,
  };
}

function readLogo(path: string, faults: string[]): Theme['logo'] {
  const extension = extname(path).toLowerCase();
  if (extension !== '.svg' && extension !== '.png' && extension !== '.webp') {
    faults.push('theme.logo: moet een svg-, png- of webp-bestand zijn');
    return undefined;
  }
  const bytes = read({ field: 'theme.logo', path, max: MAX_LOGO, faultOf: (content) => (isPicture(content, extension) ? undefined : `is geen ${extension.slice(1)}-bestand`) }, faults);
  return bytes && { bytes, extension };
}

interface ThemeFile {
  readonly field: string;
  readonly path: string;
  readonly max: number;
  /** In Dutch, what is wrong with its content. */
  readonly faultOf: (content: Buffer) => string | undefined;
}

function read({ field, path, max, faultOf }: ThemeFile, faults: string[]): Buffer | undefined {
  try {
    const { size } = statSync(path);
    const fault = size > max ? `is te groot: hoogstens ${max / 1_000} kB` : undefined;
    const content = fault === undefined ? readFileSync(path) : Buffer.alloc(0);
    const found = fault ?? faultOf(content);
    if (found === undefined) return content;
    faults.push(`${field}: het bestand ${path} ${found}`);
  } catch {
    faults.push(`${field}: het bestand ${path} is niet te lezen`);
  }
  return undefined;
}

/** What would fetch something, from whatever place: tokens need none of it. */
const FETCHING = /@import|\b(?:url|src|image|(?:-webkit-)?image-set)\s*\(|@font-face/i;

function cssFault(content: Buffer): string | undefined {
  const text = content.toString('utf8');
  if (text.includes('\uFFFD') || text.includes('\0')) return 'is geen tekst (UTF-8)';
  const bare = text.replaceAll(/\/\*(?:[^*]|\*(?!\/))*\*\//g, ' ');
  // With one of these any of the words below can be written otherwise.
  if (bare.includes('\\')) return 'mag geen \\ bevatten';
  const [fetching] = FETCHING.exec(bare) ?? [];
  if (fetching !== undefined) return `mag niets ophalen, maar bevat ${fetching.replace(/\s*\($/, '(')}`;
  if (!/--(?:basis|utrecht|balie|nl)-[\w-]+\s*:/.test(bare)) return 'bevat geen design tokens, zoals --basis-color-accent-1-color-default';
  if (bare.split('{').length !== bare.split('}').length) return 'klopt niet: er zijn niet evenveel { als }';
  return undefined;
}

function isPicture(content: Buffer, extension: '.svg' | '.png' | '.webp'): boolean {
  if (extension === '.png') return content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  if (extension === '.webp') return content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP';
  return /<svg[\s>]/.test(content.toString('utf8'));
}
