/** How the desk reaches the register, as configuration says it. */
export interface RegisterSettings {
  /** Of the register, without a path. */
  readonly url: string;
  /** Where a token is asked for. */
  readonly tokenUrl: string;
  /** What the register calls the organisation: its id or its code. */
  readonly organisation: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}
