/** What a request carries through the layers. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** Whether faults are shown as a page or as problem details. */
    faultsAs: 'page' | 'problem';
  };
}
