package com.innodus.kernel.web;

import com.innodus.kernel.mail.DevMailbox;
import com.innodus.kernel.platform.InnodusProperties;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The development mailbox; exists only where the database is embedded. A tenant's host shows that tenant's mails. */
@Controller
class DevMailPage {
    private final DevMailbox mailbox;
    private final boolean open;

    DevMailPage(DevMailbox mailbox, InnodusProperties properties) {
        this.mailbox = mailbox;
        open = properties.isEmbedded();
    }

    @GetMapping("/dev/mail")
    String list(Model model) {
        requireOpen();
        model.addAttribute("mails", mailbox.list(slug()));
        return "dev-mail";
    }

    @GetMapping("/dev/mail/{file}")
    ResponseEntity<String> show(@PathVariable String file) {
        requireOpen();
        DevMailbox.Kept mail =
                mailbox.find(slug(), file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:")
                .body(mail.html());
    }

    private static @Nullable String slug() {
        Tenant tenant = TenantScope.currentOrNull();
        return tenant == null ? null : tenant.slug();
    }

    private void requireOpen() {
        if (!open) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
