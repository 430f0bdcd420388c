package com.innodus.kernel.settings;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.audit.AuditLog;
import com.innodus.kernel.audit.AuditLog.Entry;
import com.innodus.kernel.audit.AuditLog.Search;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.kernel.transfer.TableWriter.Cell;
import com.innodus.kernel.transfer.TableWriter.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The audit log as a file, page by page; taking it is noted in it. */
@Controller
class AuditDownloads {
    private static final int PAGE = 1_000;

    private final AuditLog log;
    private final AuditTrail trail;
    private final AuditWords words;
    private final Users users;

    AuditDownloads(AuditLog log, AuditTrail trail, AuditWords words, Users users) {
        this.log = log;
        this.trail = trail;
        this.words = words;
        this.users = users;
    }

    @GetMapping("/audit.csv")
    void csv(@RequestParam Map<String, String> parts, HttpServletResponse response) throws IOException {
        Actor actor = CurrentActor.get();
        if (!Roles.isAdministrator(actor.role())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Search search = AuditSearch.of(parts);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        int written = 0;
        try (CsvTableWriter file = new CsvTableWriter(response.getOutputStream())) {
            file.header(Stream.of("when", "who", "viewer", "what", "subject", "changes", "address")
                    .map(column -> Texts.text(actor.locale(), "audit.column." + column))
                    .toList());
            List<Entry> page = log.find(search, null, PAGE);
            while (!page.isEmpty()) {
                for (Entry entry : page) {
                    file.row(row(entry, actor.locale()));
                }
                written += page.size();
                page = page.size() < PAGE ? List.of() : log.find(search, page.getLast(), PAGE);
            }
        }
        trail.note("audit.taken", "", Change.fact("#audit.rows", written));
    }

    private List<Cell> row(Entry entry, Locale locale) {
        return Stream.of(
                        entry.at()
                                .atZone(AuditSearch.ZONE)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toOffsetDateTime()
                                .toString(),
                        entry.actorName(),
                        users.remembered(entry.viewer()).map(User::name).orElse(""),
                        words.act(entry, locale),
                        words.text(entry.subject(), locale),
                        entry.changes().stream()
                                .map(change -> words.line(change, locale))
                                .collect(Collectors.joining("; ")),
                        Objects.toString(entry.address(), ""))
                .<Cell>map(Text::new)
                .toList();
    }
}
