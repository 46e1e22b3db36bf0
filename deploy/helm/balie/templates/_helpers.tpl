{{/* A name that no other release in the namespace has. */}}
{{- define "balie.name" -}}
{{- if contains "balie" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "balie-%s" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "balie.selector" -}}
app.kubernetes.io/name: balie
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "balie.labels" -}}
{{ include "balie.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* What Pod Security "restricted" asks, and more: nothing to write to but what is mounted. */}}
{{- define "balie.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "balie.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "balie.image" -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- end }}

{{/* balie.yaml, with what the chart knows itself. */}}
{{- define "balie.config" -}}
{{- if and .Values.vllm.enabled (not .Values.config) }}
{{- fail "vllm.enabled: config is empty, and so is the sample, which asks Ollama: give balie.yaml in config, with the model in models" }}
{{- end }}
{{- $config := deepCopy .Values.config }}
{{- if not (hasKey $config "publicUrl") }}{{ $_ := set $config "publicUrl" (printf "https://%s" .Values.host) }}{{ end }}
{{- if and .Values.vllm.enabled (not (hasKey $config "backends")) }}
{{- $_ := set $config "backends" (list (dict "id" "vllm" "kind" "openai" "url" (printf "http://%s-vllm:8000" (include "balie.name" .)) "keyFile" (printf "/run/secrets/balie/%s" .Values.vllm.keyName))) }}
{{- end }}
{{- toYaml $config }}
{{- end }}

{{/* The same environment, files and folders for the desk and for what prepares its database. */}}
{{- define "balie.container" -}}
image: {{ include "balie.image" . }}
imagePullPolicy: IfNotPresent
securityContext: {{- include "balie.containerSecurity" . | nindent 2 }}
env:
  - { name: HOST, value: 0.0.0.0 }
  - { name: PORT, value: '8080' }
  - { name: DATA_DIR, value: /tmp/data }
  - name: DATABASE_URL_FILE
    value: {{ if .Values.database.cluster.enabled }}/run/secrets/database/uri{{ else }}/run/secrets/balie/database-url{{ end }}
  - { name: AUDIT_KEY_FILE, value: /run/secrets/balie/audit-key }
  - { name: METRICS_TOKEN_FILE, value: /run/secrets/balie/metrics-token }
  {{- with .Values.chatModel | default (and .Values.vllm.enabled .Values.vllm.servedName) }}
  - { name: CHAT_MODEL, value: {{ . | quote }} }
  {{- end }}
  {{- if .Values.config }}
  - { name: CONFIG, value: /etc/balie/balie.yaml }
  {{- end }}
  {{- range $name, $value := .Values.environment }}
  - { name: {{ $name }}, value: {{ $value | quote }} }
  {{- end }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  - { name: secrets, mountPath: /run/secrets/balie, readOnly: true }
  {{- if .Values.database.cluster.enabled }}
  - { name: database, mountPath: /run/secrets/database, readOnly: true }
  {{- end }}
  {{- if .Values.config }}
  - { name: config, mountPath: /etc/balie, readOnly: true }
  {{- end }}
  {{- if .Values.documents.existingClaim }}
  - { name: documents, mountPath: /gemeente, readOnly: true }
  {{- end }}
{{- end }}

{{/* The volumes of that container. */}}
{{- define "balie.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 1Gi }
- name: secrets
  secret: { secretName: {{ required "secrets.existingSecret: a Secret with audit-key, metrics-token and database-url" .Values.secrets.existingSecret }}, defaultMode: 0440 }
{{- if .Values.database.cluster.enabled }}
- name: database
  # The operator makes it, with the user and the password that it made up.
  secret: { secretName: {{ include "balie.name" . }}-db-app, defaultMode: 0440, items: [{ key: uri, path: uri }] }
{{- end }}
{{- if .Values.config }}
- name: config
  configMap: { name: {{ include "balie.name" . }} }
{{- end }}
{{- with .Values.documents.existingClaim }}
- name: documents
  persistentVolumeClaim: { claimName: {{ . }}, readOnly: true }
{{- end }}
{{- end }}

{{/* The rule of a NetworkPolicy for the names of services. */}}
{{- define "balie.dns" -}}
- to:
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: {{ .Values.network.dns.namespace }} } }
      podSelector: { matchLabels: {{ toJson (default (dict "k8s-app" "kube-dns") .Values.network.dns.podLabels) }} }
  ports: [{ port: {{ .Values.network.dns.port }}, protocol: UDP }, { port: {{ .Values.network.dns.port }}, protocol: TCP }]
{{- end }}

{{/* The rule of a NetworkPolicy for the database. */}}
{{- define "balie.toDatabase" -}}
{{- if .Values.database.cluster.enabled }}
- to:
    - podSelector: { matchLabels: { cnpg.io/cluster: {{ include "balie.name" . }}-db } }
  ports: [{ port: 5432, protocol: TCP }]
{{- else if .Values.database.cidr }}
- to: [{ ipBlock: { cidr: {{ .Values.database.cidr }} } }]
  ports: [{ port: {{ .Values.database.port }}, protocol: TCP }]
{{- end }}
{{- end }}
