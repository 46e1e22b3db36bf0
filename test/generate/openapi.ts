import { AccessList } from '../../src/http/access/access.ts';
import type { Doors } from '../../src/http/access/visitors.ts';
import { createApi, openApiDocument } from '../../src/http/api.ts';
import type { AppDeps } from '../../src/http/deps.ts';

/** The description of the API as a deployment gives it, with the sample municipality as contact. */
export async function openApiText(): Promise<string> {
  const municipality = { name: 'Gemeente Lindewaarde', website: 'https://www.lindewaarde.example/', email: 'info@lindewaarde.example' };
  // Describing the routes calls none of them: nothing else of the dependencies is touched.
  const deps = { municipality } as AppDeps;
  const document = openApiDocument(createApi(new AccessList(), deps, {} as Doors), deps);
  return `${JSON.stringify(document, null, 2)}\n`;
}
