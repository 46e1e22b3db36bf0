import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';

/**
 * Reads a YAML file.
 * @param interpret what its value becomes; what it throws is told with the file.
 * @throws BalieError `config-invalid` whose detail names every fault.
 */
export async function readYaml<Read>(path: string, interpret: (value: unknown) => Read): Promise<Read> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BalieError('config-invalid', { detail: faultsIn(path, cause), cause });
  });
  return yamlIn(text, path, interpret);
}

/** The same for the text of one. @param path by which its faults are told. */
export function yamlIn<Read>(text: string, path: string, interpret: (value: unknown) => Read): Read {
  try {
    return interpret(parse(text));
  } catch (cause) {
    throw new BalieError('config-invalid', { detail: faultsIn(path, cause), cause });
  }
}

/** What is wrong with a file, a line for each fault. */
export function faultsIn(path: string, cause: unknown): string {
  if (cause instanceof z.ZodError) return cause.issues.map((issue) => [path, ...(issue.path.length === 0 ? [] : [issue.path.join('.')]), issue.message].join(': ')).join('\n');
  return `${path}: ${cause instanceof Error && !('errno' in cause) ? cause.message.split('\n')[0] : 'niet te lezen'}`;
}

/** The fault of one file does not hide those of others. @throws what is no fault of a file. */
export function noted(faults: string[]): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof BalieError) || error.detail === undefined) throw error;
    faults.push(error.detail);
  };
}
