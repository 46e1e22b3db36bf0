import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** An image that who uses containers needs besides the bundle, for their own register. */
export interface ListedImage {
  /** The argument or setting that takes it. */
  readonly setting: string;
  readonly usedBy: string;
  /** What is commonly used; absent: the municipality's own choice. */
  readonly name?: string;
  /** Absent: nobody chose one when the bundle was made. */
  readonly digest?: string;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Lines of a file of variables; what else such a file has is not of images. */
function linesOf(text: string): { readonly setting: string; readonly name: string; readonly digest: string }[] {
  return [...text.matchAll(/^(?<setting>[A-Z_]+_IMAGE)=(?<name>[^@\s]*)@?(?<digest>\S*)\s*$/gm)].map(({ groups }) => ({ setting: groups?.['setting'] ?? '', name: groups?.['name'] ?? '', digest: groups?.['digest'] ?? '' }));
}

/**
 * The images of Compose, of the Dockerfile and of the chart, as those files name them.
 * @param chosen a file of `NAME=image@sha256:…` lines, as Compose's `.env` is once it is filled in.
 * @throws Error where that names one that is not used, or without a digest.
 */
export function imagesOf(root: string, chosen: string | undefined): readonly ListedImage[] {
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  const compose = linesOf(text('deploy/compose/images.example')).map(({ setting, name }) => ({ setting, usedBy: 'deploy/compose/compose.yaml', name }));
  const docker = [...text('deploy/docker/Dockerfile').matchAll(/^#\s+(?<setting>[A-Z]+_IMAGE)\s+(?<name>[^@\s]+)@/gm)].map(({ groups }) => ({ setting: groups?.['setting'] ?? '', usedBy: 'deploy/docker/Dockerfile', name: groups?.['name'] ?? '' }));
  const chart = settingsOf(parse(text('deploy/helm/balie/values.yaml')) as object).map((setting) => ({ setting, usedBy: 'deploy/helm/balie/values.yaml' }));
  const digests = new Map(chosen === undefined ? [] : linesOf(readFileSync(chosen, 'utf8')).map((line) => [line.setting, line]));
  const known = new Set([...compose, ...docker].map(({ setting }) => setting));
  const wrong = [...digests].filter(([setting, { digest }]) => !known.has(setting) || !DIGEST.test(digest)).map(([setting]) => setting);
  if (wrong.length > 0) throw new Error(`In ${chosen ?? ''} staat bij ${wrong.join(', ')} geen image met digest (NAAM=image@sha256:…) dat Balie gebruikt.`);
  const named = [...compose, ...docker].map((image) => {
    const { name, digest } = digests.get(image.setting) ?? {};
    return { ...image, ...(name !== undefined && { name }), ...(digest !== undefined && { digest }) };
  });
  return [...named, ...chart];
}

/** Where values of the chart name an image: `image`, or `image.repository` beside its digest. */
function settingsOf(values: object, above = ''): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const path = `${above}${key}`;
    if (key === 'image') return [typeof value === 'string' ? path : `${path}.repository`];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? settingsOf(value, `${path}.`) : [];
  });
}
