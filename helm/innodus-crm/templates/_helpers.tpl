{{- define "innodus.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "innodus.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
{{- end }}

{{- define "innodus.serverSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{- define "innodus.migrationSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: migration
{{- end }}

{{- define "innodus.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "innodus.name" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{- define "innodus.image" -}}
{{- if .Values.image.digest }}{{ .Values.image.repository }}@{{ .Values.image.digest }}{{ else }}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "innodus.baseHost" -}}
{{ required "baseHost is missing: the host of sign-up, of which each tenant is a sub-domain (such as crm.example.com)" .Values.baseHost }}
{{- end }}

{{/* What every process of the image needs; secrets come from secrets that exist, never from values. */}}
{{- define "innodus.env" -}}
{{- $database := required "database.existingSecret is missing: the secret with JDBC address, user and password of the PostgreSQL" .Values.database.existingSecret -}}
{{- $key := required "secretKey.existingSecret is missing: the secret with the base64 of 32 random bytes" .Values.secretKey.existingSecret -}}
{{- $smtp := required "smtp.host is missing: sign-ups are confirmed by mail" .Values.smtp.host -}}
- name: INNODUS_BASE_HOST
  value: {{ include "innodus.baseHost" . | quote }}
- name: INNODUS_PUBLIC_SCHEME
  value: {{ ternary "https" "http" .Values.ingress.tls.enabled }}
- name: INNODUS_PUBLIC_PORT
  value: {{ ternary "443" "80" .Values.ingress.tls.enabled | quote }}
- name: SERVER_SERVLET_SESSION_COOKIE_SECURE
  value: {{ .Values.ingress.tls.enabled | quote }}
- name: INNODUS_DEMO
  value: "false"
- name: INNODUS_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $database }}
      key: {{ .Values.database.keys.url }}
- name: INNODUS_DATABASE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $database }}
      key: {{ .Values.database.keys.username }}
- name: INNODUS_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $database }}
      key: {{ .Values.database.keys.password }}
- name: INNODUS_DATABASE_POOL_SIZE
  value: {{ .Values.database.poolSize | int | quote }}
- name: INNODUS_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $key }}
      key: {{ .Values.secretKey.key }}
- name: SPRING_MAIL_HOST
  value: {{ $smtp | quote }}
- name: SPRING_MAIL_PORT
  value: {{ .Values.smtp.port | int | quote }}
{{- if .Values.smtp.startTls }}
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_ENABLE
  value: "true"
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED
  value: "true"
{{- else if eq (.Values.smtp.port | int) 465 }}
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_SSL_ENABLE
  value: "true"
{{- end }}
{{- with .Values.smtp.existingSecret }}
- name: SPRING_MAIL_PROPERTIES_MAIL_SMTP_AUTH
  value: "true"
- name: SPRING_MAIL_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $.Values.smtp.keys.username }}
- name: SPRING_MAIL_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $.Values.smtp.keys.password }}
{{- end }}
- name: LOGGING_STRUCTURED_FORMAT_CONSOLE
  value: {{ .Values.logging.format | quote }}
- name: LOGGING_LEVEL_COM_INNODUS
  value: {{ .Values.logging.level }}
{{- with .Values.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* What the pods of server and migration share. */}}
{{- define "innodus.pod" -}}
automountServiceAccountToken: false
# addresses of services as environment would be taken for settings
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ .Values.tmpSizeLimit }}
  {{- with .Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "innodus.container" -}}
image: {{ include "innodus.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
env:
  {{- include "innodus.env" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
