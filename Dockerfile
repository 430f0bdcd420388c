# syntax=docker/dockerfile:1
# Build: docker build --build-arg VERSION=1.2.3 --build-arg REVISION="$(git rev-parse HEAD)" -t innodus-crm:1.2.3 .
# Run on a cluster with the chart in helm/; on one machine, with the embedded database in a volume:
#   docker run --read-only --tmpfs /tmp -v innodus:/data -p 8080:8080 innodus-crm:1.2.3

FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY migrations migrations
COPY tenants tenants
COPY themes themes
COPY application application
RUN --mount=type=cache,target=/root/.m2 ./mvnw -q -B -Dmaven.test.skip=true package \
    && cp application/target/application-*.jar innodus.jar
RUN java -Djarmode=tools -jar innodus.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Innodus CRM" \
    org.opencontainers.image.description="Multi-tenant CRM: every organisation gets its own schema and its own branded workspace" \
    org.opencontainers.image.vendor="Innodus" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"

# a numeric owner, because runAsNonRoot can't judge a name; the application's own files stay root's
RUN install -d -o 10001 -g 10001 /data
WORKDIR /app
# operator's commands beside a running server: little memory, quick start
RUN printf '#!/bin/sh\nexec java -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -jar /app/innodus.jar crm "$@"\n' > crm \
    && chmod 755 crm
# rarely changed layers first
COPY --from=build /source/layers/dependencies/ ./
COPY --from=build /source/layers/spring-boot-loader/ ./
COPY --from=build /source/layers/snapshot-dependencies/ ./
COPY --from=build /source/layers/application/ ./

USER 10001:10001
ENV SPRING_PROFILES_ACTIVE=container \
    SERVER_PORT=8080 \
    INNODUS_DATA=/data
EXPOSE 8080 9090

# bash is the only client that the base image promises
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

# heap for the sessions of many users, the rest for metaspace, threads and buffers; JAVA_TOOL_OPTIONS adds to it
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "innodus.jar"]
