/**
 * One script of a browser module and all that it imports, made when the desk starts: over a slow line each file more is a wait more, and
 * many small ones compress badly. It knows the few ways of importing and exporting that our modules use, and refuses others.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

const IMPORT = /^import (?:\{([^}]*)\} from )?'(\.{1,2}\/[^']+\.ts)';/gm;
const EXPORT = /^export ((?:async )?function\*? ?|class |const )(\w+)/gm;
const UNKNOWN = /^(?:import|export)\b.*|\bimport\(.*/m;

/** @throws Error on an import or export of another kind. */
export function bundle(entry: string): string {
  const names = new Map<string, string>();
  const parts: string[] = [];
  add(entry);
  return parts.join('');

  /** What a module needs stands before it: no two of ours need each other. */
  function add(file: string): string {
    const known = names.get(file);
    if (known !== undefined) return known;
    const exported: string[] = [];
    const code = browserCode(file)
      .replaceAll(IMPORT, (_, wanted: string | undefined, path: string) => {
        const from = add(join(dirname(file), path));
        return wanted === undefined ? '' : `const {${wanted.replaceAll(' as ', ': ')}} = ${from};`;
      })
      .replaceAll(EXPORT, (_, kind: string, name: string) => {
        exported.push(name);
        return kind + name;
      });
    const unknown = UNKNOWN.exec(code);
    if (unknown !== null) throw new Error(`${file}: cannot be bundled: ${unknown[0]}`);
    const name = `$${names.size}`;
    names.set(file, name);
    // Each in a scope of its own: their names need not differ.
    parts.push(`const ${name} = (() => {\n${code}return { ${exported.join(', ')} };\n})();\n`);
    return name;
  }
}

/** A file as browsers read it. @throws Error where a text in it has so many blanks that they would be taken for those of a type. */
export function browserCode(file: string): string {
  const source = readFileSync(file, 'utf8');
  if (source.search(WAS_A_TYPE) !== -1) throw new Error(`${file}: cannot be bundled: blanks in the midst of a line`);
  return compact(stripTypes(source));
}

/** What stood where a type was, between a name or what closes and what goes on. */
const WAS_A_TYPE = /(?<=[\w)\]}]) {3,}(?=[),;={])/g;

/** Type stripping leaves blanks where types stood. Lines of comment alone go too: they are for the sources' readers. */
function compact(code: string): string {
  return code.replaceAll(WAS_A_TYPE, '').replaceAll(/^[ \t]*(\/\*\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)[ \t]*$/gm, '').replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{2,}/g, '\n').trimStart();
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
