/** Columns in which nobody's own words can stand, by the reason. A new column is seeded, or named here. */
export const NOT_WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'one of a list that the desk has, held to it by the database or by the code that writes it': [
    'diligence_answers.question', 'diligence_answers.verdict', 'diligence_files.kind',
    'audit_anchors.fault', 'audit_entries.kind', 'audit_verifications.fault', 'calls.kind', 'calls.outcome', 'chat_files.state', 'chat_files.fault', 'console_changes.kind', 'deliveries.state', 'deliveries.fault', 'document_events.outcome',
    'document_events.fault', 'documents.media_type', 'embedding_models.indexed_as', 'group_task_versions.state', 'handover_sendings.way', 'handover_sendings.state', 'handover_sendings.fault', 'logbook_records.status', 'model_changes.kind',
    'openings.asker_roles', 'openings.category', 'openings.scope', 'openings.decided_as', 'outlets.fault', 'own_cases.outcomes', 'passkeys.transports', 'privacy_requests.kind', 'privacy_requests.subject', 'privacy_requests.decision',
    'privacy_requests.reason', 'request_windows.scope', 'retention_runs.began_by', 'retention_runs.erased', 'retention_runs.held', 'retention_runs.failed', 'runs.state', 'runs.fault', 'setting_versions.section', 'model_pulls.state', 'model_pulls.fault', 'trials.state', 'trials.file', 'trials.fault', 'token_budgets.scope',
    'token_budgets.span', 'turn_feedback.reasons', 'turn_reviews.judgement', 'turns.outcome', 'key_use.scope', 'visitor_counts.scope', 'factsheet_records.state', 'factsheet_records.fault', 'factsheet_statements.question', 'diligence_probes.probe', 'diligence_measurements.fault', 'live_exceptions.origin',
  ],
  'a number, a moment or a digest that the desk makes itself': [
    'api_keys.id', 'api_keys.rotated_from', 'api_keys.lineage', 'audit_checkpoints.at', 'audit_checkpoints.key_id', 'audit_checkpoints.signature', 'audit_head.signature', 'audit_kept_checkpoints.holder', 'audit_kept_checkpoints.at',
    'audit_kept_checkpoints.key_id', 'audit_kept_checkpoints.signature', 'audit_master_keys.fingerprint', 'calls.key_id', 'console_changes.subject', 'console_changes.changed_by', 'deliveries.original', 'deliveries.digest', 'documents.id',
    'documents.original', 'documents.digest', 'documents.text_digest', 'legal_holds.made_by', 'legal_holds.ended_by', 'logbook_records.trace_id', 'logbook_records.span_id', 'logbook_records.parent_span_id', 'logbook_records.subject',
    'model_changes.changed_by', 'pages.digest', 'pages.delivered', 'passages.document_id', 'passages.digest', 'passkey_challenges.challenge', 'sessions.key_id', 'setting_versions.author', 'trials.owner', 'source_reports.document_id', 'source_reports.done_by',
    'switches.by_key', 'live_exceptions.by_key', 'assistant_evaluations.prompts_sha256', 'synonym_lists.digest', 'factsheet_publications.sha256', 'factsheet_publications.key_id', 'factsheet_publications.public_key', 'factsheet_publications.signature', 'factsheet_records.sent_sha256', 'ai_act_paths.tree_version', 'ai_act_checks.version',
    'diligence_files.sha256', 'diligence_snapshots.sha256', 'diligence_snapshots.key_id', 'diligence_snapshots.public_key', 'diligence_snapshots.signature',
  ],
  'a name from the configuration or from the folder of an assistant, of letters, digits and hyphens': [
    'ai_act_paths.assistant', 'diligence_probes.assistant', 'diligence_probes.version', 'diligence_probes.model', 'diligence_probes.kinds', 'assistant_evaluations.assistant', 'live_assistants.assistant', 'live_exceptions.assistant', 'assistant_evaluations.rates', 'assistant_evaluations.version', 'assistant_evaluations.model', 'factsheet_records.platform', 'factsheet_records.assistant', 'factsheet_statements.assistant',
    'audit_anchors.name', 'api_keys.group_name', 'collections.id', 'collections.readers', 'conversation_shares.group_id', 'conversations.assistant', 'deliveries.collection_id', 'document_events.collection_id', 'documents.collection_id', 'kept_corrections.collection_id',
    'group_task_versions.task', 'group_tasks.name', 'group_tasks.group_id', 'kept_prompts.group_id', 'legal_holds.assistant', 'logbook_records.name', 'logbook_records.activity', 'logbook_records.attributes', 'logbook_records.resource',
    'model_changes.name', 'openings.assistant', 'outlets.name', 'own_cases.assistant', 'pages.collection_id', 'passage_embeddings.model', 'passage_embeddings.collection_id', 'passages.collection_id', 'places.collection_id',
    'postings.collection_id', 'runs.collection_id', 'source_reports.collection_id', 'switches.assistant', 'synonym_lists.place', 'synonyms.asked', 'synonyms.means', 'model_pulls.backend', 'model_pulls.model', 'trials.assistant', 'term_counts.collection_id', 'turns.assistant', 'vocabulary.collection_id',
    'calls.model', 'embedding_models.model', 'embedding_models.host_name', 'embedding_models.query_prefix',
  ],
  'a key, a hash, or what is compared and never shown': [
    'api_keys.hash', 'audit_checkpoints.hash', 'audit_entries.hash', 'audit_head.hash', 'audit_kept_checkpoints.hash', 'calls.wrapped', 'chat_folders.wrapped', 'conversation_shares.wrapped', 'conversations.wrapped', 'group_task_versions.wrapped',
    'handovers.wrapped', 'invitations.hash', 'kept_prompts.wrapped', 'legal_holds.wrapped', 'logins.state_hash', 'logins.browser_hash', 'logins.sealed', 'logout_messages.hash', 'openings.wrapped', 'originals.sha256', 'passkey_challenges.invitation',
    'passkeys.credential', 'passkeys.public_key', 'privacy_requests.wrapped', 'visitor_keys.key', 'sessions.hash', 'sessions.previous_hash', 'sessions.tokens', 'sessions.acr', 'sessions.provider_sid', 'source_reports.wrapped', 'program_conversations.digest', 'idempotency_keys.key_digest', 'idempotency_keys.question_digest', 'trials.wrapped', 'turn_keys.wrapped',
    'word_keys.wrapped', 'pages.etag', 'pages.last_modified', 'pages.links', 'pages.url',
  ],
  'single words of what is seeded elsewhere, by which it is found': ['postings.term', 'term_counts.term', 'vocabulary.word'],
  'the same as in another column, which is seeded': [
    // The file itself is given for download, and never as a page of the desk.
    'kept_corrections.source_id', 'kept_corrections.corrections', 'chat_files.original', 'originals.bytes', 'diligence_files.content', 'factsheet_drift.differences', 'ai_act_paths.profile', 'ai_act_checks.findings', 'conversation_shares.address', 'conversation_shares.named', 'console_changes.before', 'group_task_versions.recipe', 'group_task_versions.instruction', 'invitations.claimed',
  ],
};

/** What is seeded and stands on no page, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'deliveries.source': 'the queue names what is delivered by its place in the source',
  'deliveries.file_name': 'the same',
  'deliveries.content_type': 'what a reader of files goes by',
  'deliveries.container': 'the same',
  'deliveries.root': 'the same',
  'deliveries.metadata': 'shown once the document is there',
  'runs.left_out': 'only the counts of reasons that the desk knows are shown',
  'runs.detail': 'told on the command line alone',
  'document_events.source_id': 'told on the command line and by the API alone',
  'document_events.title': 'the same',
  'document_events.warnings': 'the same',
  'document_events.detail': 'the same',
  'places.name': 'what the next run of a source goes by',
  'places.path': 'the same',
  'live_exceptions.by_user': 'the audit log has who it was, under the same name',
  'factsheet_records.detail': 'shown of platforms that the configuration has: http/platforms looks at that page',
  'handover_sendings.detail': 'told on the command line alone: it may name whom the mail was for',
  'conversations.model': 'shown where it is one of the models that may run',
  'invitations.name': 'shown by a script, as text, to who has the secret of the invitation',
  'people.issuer': 'shown to the person alone, as the configuration names it',
  'people.subject': 'never shown',
};
