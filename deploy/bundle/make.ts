import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sbom } from '../../src/factsheet/cards/sbom.ts';
import { pack, Tree } from './archive.ts';
import { imagesOf } from './images.ts';
import { modelsOf } from './models.ts';
import { productionPackages } from './packages.ts';
import { sourceOf } from './program.ts';

export interface Wanted {
  /** The repository, after `npm ci`. */
  readonly root: string;
  /** Where the archive goes. */
  readonly out: string;
  /** `linux-x64`, `linux-arm64`. */
  readonly platform: string;
  readonly modelNames: readonly string[];
  readonly modelsFolder?: string | undefined;
  readonly images?: string | undefined;
  /** Also where files are not as they were committed: for tests. */
  readonly asItIs?: boolean;
}

export interface Made {
  readonly archive: string;
  readonly digest: string;
  readonly commit: string;
  readonly packages: number;
}

const PLATFORMS: Readonly<Record<string, { readonly os: string; readonly cpu: string }>> = { 'linux-x64': { os: 'linux', cpu: 'x64' }, 'linux-arm64': { os: 'linux', cpu: 'arm64' } };
const INSIDE = 'deploy/bundle/inside';
const PAGE = 'docs/air-gap.md';
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Puts all that an installation without a network needs into one archive. @throws Error that says what is not as it must be. */
export async function makeBundle({ root, out, platform, modelNames, modelsFolder, images, asItIs = false }: Wanted): Promise<Made> {
  const target = PLATFORMS[platform];
  if (target === undefined) throw new Error(`Kies een platform: ${Object.keys(PLATFORMS).join(', ')}.`);
  const { commit, committedAt, files } = sourceOf(root, { asItIs });
  const modules = realpathSync(join(root, 'node_modules'));
  const packages = productionPackages(root, modules, target);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<typeof sbom>[0]['lock'];
  const listedImages = imagesOf(root, images);
  const brought = await modelsOf(modelNames, modelsFolder);
  mkdirSync(out, { recursive: true });
  // With the commit: unpacked beside one of another commit, it is not put over it.
  const name = `balie-${lock.version}-${commit.slice(0, 12)}${commit.includes(' ') ? '-veranderd' : ''}-${platform}`;
  const building = mkdtempSync(join(out, '.bundle-'));
  try {
    const tree = new Tree(join(building, name));
    for (const path of files) tree.take(join(root, path), `program/${path}`);
    tree.write('program/COMMIT', `${commit}\n`);
    for (const path of packages.files) {
      if (path === packages.listPath) tree.write(`program/node_modules/${path}`, packages.list);
      else tree.take(join(modules, path), `program/node_modules/${path}`);
    }
    for (const path of brought.files) tree.share(join(modelsFolder ?? '', path), `models/${path}`);
    tree.take(join(root, INSIDE, 'balie'), 'balie');
    tree.take(join(root, INSIDE, 'LEESMIJ.md'), 'LEESMIJ.md');
    tree.take(join(root, PAGE), 'README.md');
    tree.take(join(root, 'LICENSE'), 'LICENSE');
    tree.take(join(root, 'docs/licences.md'), 'licences.md');
    tree.write('sbom.json', json(sbom({ lock, facts: undefined })));
    tree.write('models.json', json(brought.models));
    tree.write('images.json', json(listedImages));
    tree.write('bundle.json', json({ name: lock.name, version: lock.version, commit, committedAt: new Date(committedAt * 1000).toISOString(), platform, packages: packages.count }));
    await tree.seal();
    const archive = join(out, `${name}.tar.gz`);
    return { archive, digest: await pack(join(building, name), archive, committedAt), commit, packages: packages.count };
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
