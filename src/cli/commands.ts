import type { Command } from './command.ts';

/** Commands by name, loaded when used: a search need not wait for the web server's modules. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  desk: async () => (await import('./commands/desk.ts')).desk,
  jobs: async () => (await import('./commands/jobs.ts')).jobs,
  sources: async () => (await import('./commands/sources.ts')).sources,
  documents: async () => (await import('./commands/documents.ts')).documents,
  search: async () => (await import('./commands/search.ts')).search,
  ask: async () => (await import('./commands/ask.ts')).ask,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
  replay: async () => (await import('./commands/replay.ts')).replay,
  audit: async () => (await import('./commands/audit.ts')).audit,
  logbook: async () => (await import('./commands/logbook.ts')).logbook,
  retention: async () => (await import('./commands/retention.ts')).retention,
  keys: async () => (await import('./commands/keys.ts')).keys,
  people: async () => (await import('./commands/people.ts')).people,
  models: async () => (await import('./commands/models.ts')).models,
  reviews: async () => (await import('./commands/reviews.ts')).reviews,
  factsheet: async () => (await import('./commands/factsheet.ts')).factsheet,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  diligence: async () => (await import('./commands/diligence.ts')).diligence,
  guard: async () => (await import('./commands/guard.ts')).guard,
};
