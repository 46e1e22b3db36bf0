import { afterAll, beforeAll } from 'vitest';
import { startTestDesk, type TestDesk } from '../desk.ts';
import { GROUPS } from '../employee.ts';
import { loginWith, startProvider, type TestProvider } from './provider.ts';

/** A desk and the provider that it logs in with, there from before the first test of a file until after its last. */
export function deskWithProvider({ withWorkers = false }: { readonly withWorkers?: boolean } = {}): { readonly desk: TestDesk; readonly provider: TestProvider } {
  const at = {} as { desk: TestDesk; provider: TestProvider };
  beforeAll(async () => {
    at.provider = await startProvider();
    at.desk = await startTestDesk({ withWorkers, groups: GROUPS, loginWith: loginWith(at.provider) });
    at.provider.register(at.desk.url);
  });
  afterAll(async () => {
    await at.desk.close();
    await at.provider.close();
  });
  return at;
}
