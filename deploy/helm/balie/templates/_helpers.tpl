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
