package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.access.WorkspaceHints;
import com.innodus.kernel.accounts.AccountMails;
import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Helps people who have forgotten where their workspace is. What there is comes by mail; the page never tells. */
@Controller
class WorkspacePages {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspacePages.class);

    private final WorkspaceHints hints;
    private final Users users;
    private final AccountMails mails;
    private final TaskExecutor executor;
    private final RateLimit ofConnection = new RateLimit(20, Duration.ofHours(1));
    private final RateLimit ofAddress = new RateLimit(3, Duration.ofHours(1));

    WorkspacePages(
            WorkspaceHints hints,
            Users users,
            AccountMails mails,
            @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.hints = hints;
        this.users = users;
        this.mails = mails;
        this.executor = executor;
    }

    @PostMapping("/workspaces")
    String find(@RequestParam String email, HttpServletRequest request, Model model) {
        if (TenantScope.currentOrNull() != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (ofConnection.allows(request.getRemoteAddr()) && address.length() < 255 && ofAddress.allows(address)) {
            executor.execute(() -> hints.of(address).forEach(tenant -> tell(tenant, address)));
        }
        model.addAttribute("sent", true);
        return "workspaces";
    }

    /** Each workspace writes for itself, in its own look, and learns nothing of the others. */
    private void tell(Tenant tenant, String address) {
        try {
            TenantScope.run(
                    tenant,
                    () -> users.byEmail(address)
                            .filter(user -> user.state() == User.State.ACTIVE)
                            .ifPresent(mails::sendWorkspace));
        } catch (RuntimeException e) {
            // one workspace's trouble must not hide the others
            LOG.warn("{} couldn't be asked for an address", tenant.slug(), e);
        }
    }
}
